import { writeFile } from 'node:fs/promises';
import { Argument, type Command, Option } from 'commander';
import { checkBot, checkPaths } from '../../bot/check-bot.js';
import { type BotPaths, type LoadedBot, loadBot } from '../../bot/load-bot.js';
import type { Presets } from '../../bot/presets.js';
import { type Problem, sortProblems } from '../../project/problem.js';
import { reportJson } from '../../project/validate/report/report-json.js';
import { reportSarif } from '../../project/validate/report/report-sarif.js';
import { reportText } from '../../project/validate/report/report-text.js';
import { summarise } from '../../project/validate/report/summary.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { dataCommand } from '../data-command.js';
import { exitCode } from '../exit-code.js';
import { wholeAbove } from '../number-option.js';

const reports = { text: reportText, json: reportJson, sarif: reportSarif } as const;

/** How a validation was asked for; the names are Rasa's where Rasa has them. */
interface ValidateOptions {
  readonly failOnWarnings?: boolean;
  readonly maxHistory?: number;
  readonly domain?: readonly string[];
  readonly data?: readonly string[];
  readonly config?: string;
  readonly format: keyof typeof reports;
  readonly out?: string;
}

/** `parley data validate`, for short `parley validate`: says what is wrong with a bot, where, and how to mend it. */
export const addValidate: AddCommand = (program, presets, finish) => {
  const data = dataCommand(program);
  for (const command of [data.command('validate'), program.command('validate')]) {
    withOptions(command, 'look for mistakes in the bot’s files, without training').action(
      async (folder: string | undefined, options: ValidateOptions) => {
        const bot = await loadBot(folder, presets, pathsOf(options));
        finish(await report(await checkBot(bot, { maxHistory: options.maxHistory }), options));
      },
    );
    addStories(command, presets, finish);
  }
};

/** `… validate stories`: only what stories say against each other. */
function addStories(validate: Command, presets: Presets, finish: (code: number) => void): void {
  const stories = withOptions(validate.command('stories'), 'look only for stories that contradict each other');
  stories.action(async (folder: string | undefined) => {
    // Options may stand before the word `stories` as well as behind it.
    const options: ValidateOptions = { format: 'text', ...givenTo(validate), ...givenTo(stories) };
    const bot = await loadBot(folder, presets, pathsOf(options));
    finish(await report(storyProblems(bot, options), options));
  });
}

/** What was written, without what stands for what was not. */
const givenTo = (command: Command): Partial<ValidateOptions> =>
  Object.fromEntries(
    Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) !== 'default'),
  );

const storyProblems = (bot: LoadedBot, { maxHistory }: ValidateOptions): Problem[] =>
  sortProblems([
    ...bot.project.problems.filter(({ severity }) => severity === 'error'),
    ...checkPaths(bot, { maxHistory }),
  ]);

function withOptions(command: Command, description: string): Command {
  return command
    .description(description)
    .addArgument(new Argument(...BOT_ARGUMENT))
    .option('--fail-on-warnings', 'exit with 1 on warnings too')
    .option('--max-history <turns>', 'how many turns stories are told apart by', wholeAbove(0))
    .option('-d, --domain <paths...>', 'files or folders of the domain')
    .option('--data <paths...>', 'files or folders of training data')
    .option('-c, --config <file>', 'the file in place of config.yml')
    .addOption(
      new Option('--format <format>', 'how problems are written').choices(Object.keys(reports)).default('text'),
    )
    .option('--out <file>', 'write them to this file')
    .addHelpText(
      'after',
      examples(
        ['parley data validate', 'errors end with 1'],
        ['parley data validate --fail-on-warnings', 'for a build server'],
        ['parley data validate --format sarif --out parley.sarif', 'for code scanning and editors'],
        ['parley data validate stories --max-history 5', 'only contradictions among stories'],
      ),
    );
}

const pathsOf = ({ domain, data, config }: ValidateOptions): BotPaths => ({ domain, data, config });

async function report(problems: readonly Problem[], { format, out, failOnWarnings }: ValidateOptions): Promise<number> {
  const written = reports[format](problems);
  if (out === undefined) console.log(written);
  else await writeFile(out, `${written}\n`);
  const { errors, warnings } = summarise(problems);
  return errors > 0 || (failOnWarnings === true && warnings > 0) ? exitCode.failed : exitCode.ok;
}
