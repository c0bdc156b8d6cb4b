import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { loadBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { throwProblems } from '../../project/problem.js';
import { splitExamples } from '../../testing/nlu/deal-examples.js';
import { writeNlu } from '../../training-data/write-nlu.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { dataCommand } from '../data-command.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';

/** How examples are split; the names are Rasa's. */
interface SplitFlags {
  readonly nlu?: readonly string[];
  readonly trainingFraction: number;
  readonly randomSeed: number;
  readonly out: string;
}

/** `parley data split nlu`: sets examples aside to test with. */
export const addDataSplit: AddCommand = (program, presets, finish) => {
  dataCommand(program)
    .command('split')
    .description('split training data in two')
    .command('nlu')
    .description('write examples to learn from and examples to test with, each intent in equal shares')
    .argument(...BOT_ARGUMENT)
    .option('-u, --nlu <paths...>', 'files or folders with the examples; default: data/ of the bot')
    .option('--training-fraction <share>', 'what share is learned from', share, 0.8)
    .option('--random-seed <number>', 'another seed splits otherwise', wholeAbove(-1), 1)
    .option('--out <folder>', 'where training_data.yml and test_data.yml are written', 'train_test_split')
    .addHelpText(
      'after',
      examples(
        ['parley data split nlu', '80 % to train_test_split/training_data.yml, 20 % to test_data.yml'],
        ['parley test nlu --nlu train_test_split/test_data.yml', 'test with them'],
      ),
    )
    .action(async (folder: string | undefined, flags: SplitFlags) => {
      const bot = await loadBot(folder, presets, { data: flags.nlu });
      throwProblems(bot.project.problems);
      const { examples: all, ...extras } = bot.project.data.nlu;
      if (all.length === 0) throw new ParleyError('TEST_EXAMPLES_NONE', { path: bot.folder });
      const { train, test } = splitExamples(all, flags.trainingFraction, flags.randomSeed);
      await mkdir(flags.out, { recursive: true });
      await writeFile(join(flags.out, 'training_data.yml'), writeNlu(train, extras));
      await writeFile(join(flags.out, 'test_data.yml'), writeNlu(test));
      const where = relative(process.cwd(), flags.out) || '.';
      console.log(
        `${pc.green('✓')} ${train.length} examples to learn from, ${test.length} to test with ${pc.dim(where)}`,
      );
      finish(exitCode.ok);
    });
};

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It has to be between 0 and 1.');
}
