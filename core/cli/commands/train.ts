import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkParts } from '../../bot/check-bot.js';
import { isModelCurrent } from '../../bot/ensure-model.js';
import { loadBot } from '../../bot/load-bot.js';
import { throwProblems } from '../../project/problem.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { trainWithProgress } from '../train-with-progress.js';

interface TrainFlags {
  readonly config?: string;
  readonly domain?: readonly string[];
  readonly data?: readonly string[];
  readonly out?: string;
  readonly fixedModelName?: string;
  readonly force?: true;
  readonly dryRun?: true;
  readonly withoutPacks?: true;
  readonly augmentation?: string;
  readonly numThreads?: string;
  readonly finetune?: string | true;
}

/** `parley train`: trains the bot's model if something changed since the last one. */
export const addTrain: AddCommand = (program, presets, finish) => {
  program
    .command('train')
    .description('train the model if something changed since the last one')
    .argument(...BOT_ARGUMENT)
    .option('-c, --config <file>', 'the config; default config.yml')
    .option(
      '-d, --domain <path>',
      'the domain, a file or folder; may be repeated; default domain.yml and domain/',
      several,
    )
    .option('--data <paths...>', 'files or folders with examples, stories and rules; default data/')
    .option('--out <folder>', 'where models lie; default models/ of the bot')
    .option('--fixed-model-name <name>', 'the name of the model file')
    .option('--force', 'train even though nothing changed')
    .option('--dry-run', 'say whether training is needed (exit code 1) or not (0), and do not train')
    .option('--without-packs', 'leave the YAML of the bot’s packs out')
    .option('--augmentation <factor>', 'taken for Rasa’s sake: stories are learned whole, none are glued together')
    .option('--num-threads <number>', 'taken for Rasa’s sake: there are as many as processors')
    .option('--finetune [model]', 'taken for Rasa’s sake: training anew takes no longer')
    .option('--epoch-fraction <share>', 'taken for Rasa’s sake, with --finetune')
    .addHelpText(
      'after',
      examples(
        ['parley train', 'train the bot of this folder'],
        ['parley train my-bot --force', 'train although nothing changed'],
        ['parley train --domain domain --data data/nlu data/core --out models', 'as with rasa train'],
      ),
    )
    .action(async (folder: string | undefined, flags: TrainFlags) => {
      const bot = await loadBot(partOf(folder), presets, flags);
      if (flags.dryRun) {
        throwProblems(checkParts(bot));
        const current = await isModelCurrent(bot, flags.out);
        console.log(current ? 'No training is needed.' : 'Training is needed.');
        finish(current && !flags.force ? exitCode.ok : exitCode.failed);
        return;
      }
      const model = await trainWithProgress(bot, {
        ...(flags.force || flags.finetune ? { force: true } : {}),
        ...(flags.out ? { modelFolder: flags.out } : {}),
        ...(flags.fixedModelName ? { modelName: flags.fixedModelName } : {}),
      });
      if (!model.trained) console.log('Nothing changed since the last model; --force trains all the same.');
      // A bot that has another process train for it is told where the model is.
      process.send?.({ model: model.path });
      finish(exitCode.ok);
    });
};

const several = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

/** `rasa train nlu` and `rasa train core` train a part; here both parts make one model. */
function partOf(folder: string | undefined): string | undefined {
  const isPart = folder === 'nlu' || folder === 'core';
  if (!isPart || existsSync(join(folder, 'domain.yml'))) return folder;
  console.log(
    `Parley trains what it understands and what it does as one model, so "${folder}" is trained with the rest.`,
  );
  return undefined;
}
