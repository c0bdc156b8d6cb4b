import { loadBot } from '../../bot/load-bot.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { trainWithProgress } from '../train-with-progress.js';

/** `parley train`: trains the bot's model if something changed since the last one. */
export const addTrain: AddCommand = (program, presets, finish) => {
  program
    .command('train')
    .description('train the model if something changed since the last one')
    .argument(...BOT_ARGUMENT)
    .option('--force', 'train even though nothing changed')
    .option('--out <folder>', 'where models lie', undefined)
    .addHelpText(
      'after',
      examples(
        ['parley train', 'train the bot of this folder'],
        ['parley train my-bot --force', 'train although nothing changed'],
      ),
    )
    .action(async (folder: string | undefined, options: { force?: boolean; out?: string }) => {
      const bot = await loadBot(folder, presets);
      const model = await trainWithProgress(bot, {
        ...(options.force ? { force: true } : {}),
        ...(options.out ? { modelFolder: options.out } : {}),
      });
      if (!model.trained) console.log('Nothing changed since the last model; --force trains all the same.');
      finish(exitCode.ok);
    });
};
