import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import type { Presets } from '../../bot/presets.js';
import { ParleyError } from '../../errors.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { readArchive } from '../../model/archive.js';
import { throwProblems } from '../../project/problem.js';
import { botInLanguage } from '../../testing/nlu/bot-in-language.js';
import { askAll, crossValidate } from '../../testing/nlu/cross-validate.js';
import { evaluateNlu } from '../../testing/nlu/evaluate-nlu.js';
import type { JudgedExample } from '../../testing/nlu/judged-example.js';
import { readHeldOut } from '../../testing/nlu/read-held-out.js';
import { trainParse } from '../../testing/nlu/train-parse.js';
import { writeNluResults } from '../../testing/nlu/write-nlu-results.js';
import { botPredictor } from '../../testing/stories/bot-predictor.js';
import { modelsIn } from '../../testing/stories/compare-models.js';
import { testFolders } from '../../testing/stories/find-test-files.js';
import { BOT_ARGUMENT, examples } from '../command.js';
import { type ConfiguredBot, compareNlu } from '../compare-nlu.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';
import { createProgress } from '../progress.js';
import { showNlu, showNluErrors } from '../show-nlu.js';
import { trainWithProgress } from '../train-with-progress.js';

/** What can be said to `parley test nlu`; the names are Rasa's where Rasa has them. */
interface NluFlags {
  readonly nlu?: readonly string[];
  readonly config?: readonly string[];
  readonly domain?: readonly string[];
  readonly runs: number;
  readonly percentages: readonly number[];
  readonly model?: string;
  readonly out?: string;
  readonly crossValidation?: boolean;
  readonly folds: number;
  readonly language?: string;
  readonly seed: number;
  readonly outOfScope: string;
  readonly successes?: boolean;
  readonly errors: boolean;
  readonly plot: boolean;
  readonly verbose?: boolean;
}

/** How many mistakes are listed unless all are asked for. */
const LISTED = 20;

/** Rasa's. */
const everyPercentage: readonly number[] = [0, 25, 50, 75];

/** `parley test nlu`: how well messages are understood that were not learned from. */
export function addTestNlu(test: Command, presets: Presets, finish: (code: number) => void): void {
  test
    .command('nlu')
    .description('say how well messages are understood: intents, entities, answers, and how sure')
    .argument(...BOT_ARGUMENT)
    .option('-u, --nlu <paths...>', 'files or folders with held-out examples; default: those below `nlu:` in tests/')
    .option('-m, --model <path>', 'a model, or a folder for its latest; default: the latest of the bot')
    .option('--cross-validation', 'hold out parts of data/ in turn, training without them')
    .option('-f, --folds <number>', 'how many parts', wholeAbove(1), 5)
    .option('--language <tag>', "with --cross-validation: which of the bot's languages; default: its own")
    .option('-c, --config <files...>', 'in place of config.yml; several are compared, on parts of data/')
    .option('-d, --domain <paths...>', 'files or folders of the domain')
    .option('-r, --runs <number>', 'how often they are compared, each time with other parts', wholeAbove(0), 3)
    .option(
      '-p, --percentages <shares...>',
      'how much of what is learned from is left out',
      percentage,
      everyPercentage,
    )
    .option('--seed <number>', 'another seed deals the parts otherwise', wholeAbove(-1), 1)
    .option('--out-of-scope <intent>', 'the intent of messages that the bot is not for', 'out_of_scope')
    .option('--out <folder>', 'where reports and pictures are written; default: results/ of the bot')
    .option('--successes', 'also write what went right')
    .option('--no-errors', 'do not write what went wrong')
    .option('--no-plot', 'draw no pictures')
    .option('--verbose', 'list all mistakes')
    .addOption(new Option('--endpoints <file>', 'no endpoint is called').hideHelp())
    .addOption(new Option('--no-warnings', 'there are none').hideHelp())
    .addHelpText(
      'after',
      examples(
        ['parley test nlu', 'the examples below `nlu:` in tests/, against the latest model'],
        ['parley test nlu --nlu held-out.yml', 'those of one file'],
        ['parley test nlu --config a.yml b.yml --runs 5', 'which of them is better, and whether that is chance'],
        ['parley test nlu --cross-validation --folds 10', 'without a file of its own: train ten times'],
      ),
    )
    .action(async (folder: string | undefined, flags: NluFlags) => {
      const configs = flags.config ?? [];
      if (configs.length > 1) {
        console.log(await compare(folder, presets, configs, flags));
        return finish(exitCode.ok);
      }
      const bot = await loadBot(folder, presets, { config: configs[0], domain: flags.domain });
      const judged = flags.crossValidation
        ? await crossValidated(botInLanguage(bot, flags.language), flags)
        : await heldOut(bot, flags);
      const evaluation = evaluateNlu(judged, flags.outOfScope);
      const out = outOf(bot, flags);
      const { errors, successes = false, plot } = flags;
      await writeNluResults(out, evaluation, { errors, successes, plots: plot });
      console.log(showNlu(evaluation));
      const mistakes = showNluErrors(evaluation, flags.verbose ? Number.POSITIVE_INFINITY : LISTED);
      if (mistakes !== '') console.log(mistakes);
      console.log(pc.dim(`\nReports and pictures: ${relative(process.cwd(), out) || '.'}`));
      finish(exitCode.ok);
    });
}

/** Several values of one option: those read before replace its default, each is a share from 0 to 99. */
function percentage(text: string, before: readonly number[]): readonly number[] {
  const value = Number(text);
  if (!(value >= 0 && value < 100)) throw new InvalidArgumentError('It has to be at least 0 and below 100.');
  return before === everyPercentage ? [value] : [...before, value];
}

async function compare(
  folder: string | undefined,
  presets: Presets,
  configs: readonly string[],
  flags: NluFlags,
): Promise<string> {
  const bots: ConfiguredBot[] = [];
  for (const config of configs) {
    bots.push({ config, bot: await loadBot(folder, presets, { config, domain: flags.domain, data: flags.nlu }) });
  }
  const [first] = bots;
  const out = first ? outOf(first.bot, flags) : '.';
  return compareNlu(bots, { runs: flags.runs, percentages: flags.percentages, out, plots: flags.plot, log: quiet() });
}

const outOf = ({ folder }: LoadedBot, { out = join(folder, 'results') }: NluFlags): string => out;

async function crossValidated(bot: LoadedBot, { nlu, folds, seed }: NluFlags): Promise<JudgedExample[]> {
  throwProblems(bot.project.problems);
  const progress = createProgress();
  const own = bot.project.data.nlu;
  const data = nlu === undefined ? own : { ...own, examples: await readHeldOut(nlu.map((path) => placeOf(path, bot))) };
  const judged = await crossValidate(data, trainParse(bot, quiet()), { folds, seed, progress });
  progress.done(`${pc.green('✓')} ${judged.length} examples, each held out once in ${folds} folds`);
  return judged;
}

async function heldOut(bot: LoadedBot, { nlu, model: given }: NluFlags): Promise<JudgedExample[]> {
  const paths = nlu === undefined ? testFolders(bot) : nlu.map((path) => placeOf(path, bot));
  const found = await readHeldOut(paths);
  if (found.length === 0) throw new ParleyError('TEST_EXAMPLES_NONE', { path: paths.join(', ') });
  const [path] = given === undefined ? [] : await modelsIn([given], 'models');
  const model = path === undefined ? await trainWithProgress(bot) : { archive: await readArchive(path), path };
  return askAll(botPredictor(bot, model, quiet()).parse, found);
}

const quiet = () => createLogger({ level: 'error' });

/** A path as seen from here or from the bot. */
function placeOf(path: string, { folder }: LoadedBot): string {
  const found = [path, join(folder, path)].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new ParleyError('FILE_NOT_FOUND', { path });
  return found;
}
