import pc from 'picocolors';
import { checkBot } from '../../bot/check-bot.js';
import { loadBot } from '../../bot/load-bot.js';
import { formatProblem, type Problem } from '../../project/problem.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';

/** `parley validate`: says what is wrong with a bot, where, and how to mend it. */
export const addValidate: AddCommand = (program, presets, finish) => {
  program
    .command('validate')
    .description('look for mistakes in the bot’s files, without training')
    .argument(...BOT_ARGUMENT)
    .option('--fail-on-warnings', 'exit with 1 on warnings too')
    .addHelpText(
      'after',
      examples(['parley validate', 'errors end with 1'], ['parley validate --fail-on-warnings', 'for a build server']),
    )
    .action(async (folder: string | undefined, options: { failOnWarnings?: boolean }) => {
      const problems = checkBot(await loadBot(folder, presets));
      for (const problem of problems) console.log(paint(problem));
      const errors = problems.filter((problem) => problem.severity === 'error').length;
      const warnings = problems.length - errors;
      console.log(`${errors} errors, ${warnings} warnings`);
      finish(errors > 0 || (options.failOnWarnings && warnings > 0) ? exitCode.failed : exitCode.ok);
    });
};

const paint = (problem: Problem): string =>
  problem.severity === 'error' ? pc.red(formatProblem(problem)) : pc.yellow(formatProblem(problem));
