import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { checkBot } from '../../bot/check-bot.js';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type Problem, sortProblems, throwProblems } from '../../project/problem.js';
import { reportJson } from '../../project/validate/report/report-json.js';
import { reportText } from '../../project/validate/report/report-text.js';
import { summarise } from '../../project/validate/report/summary.js';
import { exampleCheckTexts } from '../../project/validate/texts-of-examples.js';
import { crossValidate } from '../../testing/nlu/cross-validate.js';
import type { JudgedExample } from '../../testing/nlu/judged-example.js';
import {
  assessQuality,
  type QualityFigures,
  type QualityLimits,
  qualityFigures,
} from '../../testing/nlu/quality/assess-quality.js';
import { trainParse } from '../../testing/nlu/train-parse.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { dataCommand } from '../data-command.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';
import { createProgress } from '../progress.js';

/** How quality was asked for. */
interface QualityFlags extends QualityLimits {
  readonly data?: readonly string[];
  readonly crossValidation: boolean;
  readonly folds: number;
  readonly failOnWarnings?: boolean;
  readonly format: 'text' | 'json';
  readonly out?: string;
}

/** `parley data quality`: what the examples lack, beyond what is wrong with them. */
export const addDataQuality: AddCommand = (program, presets, finish) => {
  withLimits(dataCommand(program).command('quality'))
    .description('say how many and how different the examples are, and which may be wrong')
    .argument(...BOT_ARGUMENT)
    .option('--data <paths...>', 'files or folders of training data')
    .option('--no-cross-validation', 'do not train to find examples under the wrong intent')
    .option('-f, --folds <number>', 'how often to train for it', wholeAbove(1), 5)
    .option('--fail-on-warnings', 'exit with 1 on warnings too')
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
    .option('--out <file>', 'write it to this file')
    .addHelpText(
      'after',
      examples(
        ['parley data quality', 'a text under two intents ends with 1'],
        ['parley data quality --min-examples 15 --fail-on-warnings', 'for a build server'],
        ['parley data quality --no-cross-validation', 'in a second, without training'],
      ),
    )
    .action(async (folder: string | undefined, flags: QualityFlags) => {
      const bot = await loadBot(folder, presets, { data: flags.data });
      throwProblems(bot.project.problems);
      const all = bot.project.data.nlu.examples;
      if (all.length === 0) throw new ParleyError('TEST_EXAMPLES_NONE', { path: bot.folder });
      const figures = qualityFigures(all);
      const judged = flags.crossValidation ? await judge(bot, flags.folds) : [];
      const lacking = assessQuality(all, figures, flags, judged);
      const problems = sortProblems([...(await wrongExamples(bot)), ...lacking]);
      const written = flags.format === 'json' ? toJson(figures, problems) : toText(figures, problems);
      if (flags.out === undefined) console.log(written);
      else await writeFile(flags.out, `${written}\n`);
      const { errors, warnings } = summarise(problems);
      const failed = errors > 0 || (flags.failOnWarnings === true && warnings > 0);
      finish(failed ? exitCode.failed : exitCode.ok);
    });
};

const withLimits = (command: Command): Command =>
  command
    .option('--min-examples <number>', 'examples that each intent should have', wholeAbove(-1), 10)
    .option('--min-total <number>', 'examples that there should be', wholeAbove(-1), 0)
    .option('--min-intents <number>', 'intents that there should be', wholeAbove(-1), 0)
    .option('--min-average <number>', 'examples that intents should have on average', wholeAbove(-1), 0)
    .option('--max-similarity <share>', 'how alike the examples of an intent may be, 0 to 1', share, 0.7);

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It has to be between 0 and 1.');
}

async function judge(bot: LoadedBot, folds: number): Promise<JudgedExample[]> {
  const progress = createProgress();
  const train = trainParse(bot, createLogger({ level: 'error' }));
  const judged = await crossValidate(bot.project.data.nlu, train, { folds, seed: 1, progress });
  progress.done(`${pc.green('✓')} ${judged.length} examples, each held out once in ${folds} folds`);
  return judged;
}

/** What validation says of examples; one text under two intents can only be a mistake. */
async function wrongExamples(bot: LoadedBot): Promise<Problem[]> {
  const problems = await checkBot(bot, {});
  return problems
    .filter(({ code }) => code in exampleCheckTexts)
    .map((problem) => (problem.code === 'EXAMPLE_TWO_INTENTS' ? { ...problem, severity: 'error' } : problem));
}

const toJson = (figures: QualityFigures, problems: readonly Problem[]): string =>
  JSON.stringify({ figures, ...(JSON.parse(reportJson(problems)) as object) }, null, 2);

function toText(figures: QualityFigures, problems: readonly Problem[]): string {
  const { byIntent } = figures;
  const counts = Object.values(byIntent).map((one) => one.examples);
  const alike = Object.entries(byIntent).toSorted(([, one], [, other]) => other.similarity - one.similarity);
  const most = alike.slice(0, 5).map(([name, { similarity }]) => `${name} ${Math.round(100 * similarity)} %`);
  return [
    `${pc.bold('Examples')}    ${figures.examples} in ${figures.intents} intents`,
    `            ${figures.averagePerIntent.toFixed(1)} per intent; from ${Math.min(...counts)} to ${Math.max(...counts)}`,
    `${pc.bold('Words')}       ${figures.differentWords} different ones`,
    `${pc.bold('Entities')}    ${figures.mentions} mentions of ${Object.keys(figures.entities).length} kinds`,
    `${pc.bold('Most alike')}  ${most.join(', ')}`,
    '',
    reportText(problems),
  ].join('\n');
}
