import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { readArchive } from '../../model/archive.js';
import { formatProblem } from '../../project/problem.js';
import { botPredictor, type ModelFile } from '../../testing/stories/bot-predictor.js';
import { compareModels, modelsIn } from '../../testing/stories/compare-models.js';
import { type EvaluateStoriesOptions, evaluateStories } from '../../testing/stories/evaluate-stories.js';
import { failOnErrors } from '../../testing/stories/fail-on-errors.js';
import { findTestFiles } from '../../testing/stories/find-test-files.js';
import type { TestFile } from '../../testing/stories/test-story.js';
import { writeResults } from '../../testing/stories/write-results.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';
import { showFailedStory, showScores } from '../show-stories.js';
import { trainWithProgress } from '../train-with-progress.js';

/** What can be said to `parley test core`; the names are Rasa's. */
export interface CoreFlags {
  readonly stories?: string;
  readonly model?: readonly string[];
  readonly out?: string;
  readonly e2e?: boolean;
  readonly maxStories?: number;
  readonly failOnPredictionErrors?: boolean;
  readonly evaluateModelDirectory?: boolean;
  readonly errors: boolean;
  readonly warnings: boolean;
  readonly successes?: boolean;
}

/** `parley test core`: holds test stories against what the bot predicts; no action runs. */
export const addTestCore: AddCommand = (test, presets, finish) => {
  withCoreOptions(test.command('core'))
    .description('hold test stories against what the bot predicts, without running its actions')
    .argument(...BOT_ARGUMENT)
    .option('-m, --model <paths...>', 'models to test, compared when there are several; default: the latest')
    .option('--e2e', 'understand written messages in all files, not only in those named test_*')
    .addOption(new Option('--end-to-end', 'the same').implies({ e2e: true }).hideHelp())
    .option('--evaluate-model-directory', 'compare all models in the folders within the one given by --model')
    .addHelpText(
      'after',
      examples(
        ['parley test core', 'the stories of tests/, against the latest model'],
        ['parley test core --stories tests/test_booking.yml', 'one file'],
        ['parley test core --fail-on-prediction-errors', 'ends at the first mistake'],
      ),
    )
    .action(async (folder: string | undefined, flags: CoreFlags) => {
      const bot = await loadBot(folder, presets);
      const { files, broken } = await readFiles(bot, flags);
      const models = await modelsOf(flags);
      if (models.length > 1 || flags.evaluateModelDirectory) {
        const results = await compareModels(bot, models, files, optionsOf(flags), outOf(bot, flags));
        for (const { name, correct, all } of results) console.log(`${name}  ${correct} of ${all} stories right`);
        return finish(exitCode.ok);
      }
      const [path] = models;
      const model = path === undefined ? await trainWithProgress(bot) : { archive: await readArchive(path), path };
      const failed = await testStories(bot, model, files, flags);
      finish(failed === 0 && files.length > 0 && !broken ? exitCode.ok : exitCode.failed);
    });
};

/** Options that `parley test` and `parley test core` share. */
export function withCoreOptions(command: Command): Command {
  return command
    .option('-s, --stories <path>', 'a file or folder with test stories; default: tests/')
    .option('--out <folder>', 'where the report and the failed stories are written; default: results/ of the bot')
    .option('--max-stories <number>', 'no more stories than this', wholeAbove(0))
    .option('--fail-on-prediction-errors', 'end at the first story that is predicted wrongly, and show it')
    .option('--successes', 'also write the stories that went right')
    .option('--no-errors', 'do not write the failed stories')
    .option('--no-warnings', 'do not write the stories with warnings')
    .addOption(new Option('--no-plot', 'there are no plots').hideHelp())
    .addOption(new Option('--endpoints <file>', 'no endpoint is called').hideHelp());
}

/** Test stories, and whether some could not be read. */
interface ReadFiles {
  readonly files: readonly TestFile[];
  readonly broken: boolean;
}

/** Reads the test stories; what is wrong with them is said, and does not keep the others from being held. */
export async function readFiles(bot: LoadedBot, { stories }: Pick<CoreFlags, 'stories'>): Promise<ReadFiles> {
  const { files, problems } = await findTestFiles(bot, stories);
  for (const problem of problems) {
    console.error((problem.severity === 'error' ? pc.red : pc.yellow)(formatProblem(problem)));
  }
  return {
    files: files.filter((file) => file.stories.length > 0),
    broken: problems.some(({ severity }) => severity === 'error'),
  };
}

async function modelsOf({ model = [], evaluateModelDirectory = false }: CoreFlags): Promise<readonly string[]> {
  return modelsIn(model, evaluateModelDirectory ? 'folders of runs' : 'models');
}

const optionsOf = ({ e2e, maxStories }: CoreFlags): EvaluateStoriesOptions => ({
  parses: e2e ? true : 'conversation tests',
  ...(maxStories === undefined ? {} : { maxStories }),
});

/** Holds test stories, shows and writes what came of it, and returns how many failed. */
export async function testStories(
  bot: LoadedBot,
  model: ModelFile,
  files: readonly TestFile[],
  flags: CoreFlags,
): Promise<number> {
  const predictor = botPredictor(bot, model, createLogger({ level: 'error' }));
  const evaluation = await evaluateStories(files, predictor, {
    ...optionsOf(flags),
    onStory: (outcome) => {
      if (flags.failOnPredictionErrors) failOnErrors(outcome);
      if (outcome.failed) console.log(showFailedStory(outcome));
    },
  });
  const { errors, warnings, successes = false } = flags;
  const out = outOf(bot, flags);
  await writeResults(out, evaluation, { errors, warnings, successes });
  console.log(showScores(evaluation));
  const failed = evaluation.outcomes.filter((outcome) => outcome.failed).length;
  const written = relative(process.cwd(), failed > 0 && errors ? join(out, 'failed_test_stories.yml') : out) || '.';
  if (evaluation.outcomes.length > 0) console.log(pc.dim(`${failed > 0 ? 'Failed stories' : 'Report'}: ${written}`));
  return failed;
}

const outOf = ({ folder }: LoadedBot, { out = join(folder, 'results') }: CoreFlags): string => out;
