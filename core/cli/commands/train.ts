import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type EnsureModelOptions, planModel } from '../../bot/ensure-model.js';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';
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
  readonly keep?: number;
  readonly augmentation?: number;
  readonly numThreads?: string;
  readonly finetune?: string | true;
  readonly epochFraction?: string;
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
    .option('--force', 'train everything, even what has not changed')
    .option('--dry-run', 'say what would be trained, and do not (exit code 0: nothing, 1: something, 8: with --force)')
    .option('--keep <number>', 'how many models stay in the folder beside those with names; default 5', wholeAbove(0))
    .option('--without-packs', 'leave the YAML of the bot’s packs out')
    .option(
      '--augmentation <factor>',
      'how many conversations are glued together of stories; 0: none; holds until another is given',
      wholeAbove(-1),
    )
    .option('--num-threads <number>', 'taken for Rasa’s sake: there are as many as processors')
    .option('--finetune [model]', 'taken for Rasa’s sake: only what changed is trained in any case')
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
      const options = {
        ...(flags.force ? { force: true } : {}),
        ...(flags.out ? { modelFolder: flags.out } : {}),
        ...(flags.fixedModelName ? { modelName: flags.fixedModelName } : {}),
        ...(flags.keep === undefined ? {} : { keep: flags.keep }),
        ...(flags.augmentation === undefined ? {} : { augmentation: flags.augmentation }),
      };
      if (flags.dryRun) {
        finish(await tellPlan(bot, options));
        return;
      }
      if (flags.finetune || flags.epochFraction) {
        console.log(
          'What has not changed is taken over from the last model, and the rest learns anew: no fine-tuning.',
        );
      }
      const model = await trainWithProgress(bot, options);
      if (!model.trained) console.log('Nothing changed since the last model; --force trains all the same.');
      // A bot that has another process train for it is told where the model is.
      process.send?.({ model: model.path });
      finish(exitCode.ok);
    });
};

/** As `rasa train --dry-run` ends when training was asked for with --force. */
const FORCED = 8;

async function tellPlan(bot: LoadedBot, options: EnsureModelOptions): Promise<number> {
  const { latest, current, parts } = await planModel(bot, options);
  const from = latest === undefined ? undefined : relative(process.cwd(), latest);
  if (options.force) {
    console.log('Everything would be trained: --force was given.');
    return FORCED;
  }
  if (current) {
    console.log(`No training is needed: ${from} is of the files as they are.`);
    return exitCode.ok;
  }
  if (from === undefined) console.log('Training is needed: there is no model yet.');
  else if (parts.length === 0) console.log(`A new model is needed; all its parts can be taken over from ${from}.`);
  else console.log(`Training is needed: ${parts.join(', ')}. The rest is taken over from ${from}.`);
  return exitCode.failed;
}

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
