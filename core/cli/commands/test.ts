import pc from 'picocolors';
import { loadBot } from '../../bot/load-bot.js';
import { formatPlace } from '../../place.js';
import { throwProblems } from '../../project/problem.js';
import { findTestCases, runTests } from '../../testing/run-tests.js';
import { openTestBot } from '../../testing/test-bot.js';
import type { TestOutcome } from '../../testing/test-case.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { trainWithProgress } from '../train-with-progress.js';

/** `parley test`: holds the conversations of `tests/` with the bot. */
export const addTest: AddCommand = (program, presets, finish) => {
  program
    .command('test')
    .description('hold the conversations of tests/ with the bot')
    .argument(...BOT_ARGUMENT)
    .option('--only <text>', 'only test cases whose name contains this')
    .option('--verbose', 'show every conversation, not only those that fail')
    .addHelpText(
      'after',
      examples(['parley test', 'ends with 1 when a conversation fails'], ['parley test --only cancel --verbose', '']),
    )
    .action(async (folder: string | undefined, options: { only?: string; verbose?: boolean }) => {
      const bot = await loadBot(folder, presets);
      const { testCases, problems } = await findTestCases(bot);
      throwProblems(problems);
      await trainWithProgress(bot);
      const chosen = testCases.filter(({ name }) => name.toLowerCase().includes(options.only?.toLowerCase() ?? ''));
      const testBot = await openTestBot(bot);
      let failed = 0;
      try {
        for await (const outcome of runTests(testBot, chosen)) {
          if (outcome.failure) failed++;
          console.log(report(outcome, options.verbose === true));
        }
      } finally {
        await testBot.close();
      }
      console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
      finish(failed > 0 || chosen.length === 0 ? exitCode.failed : exitCode.ok);
    });
};

function report({ testCase, failure, transcript }: TestOutcome, verbose: boolean): string {
  const conversation = transcript.map((line) => pc.dim(`    ${line}`));
  if (!failure) return [`${pc.green('✓')} ${testCase.name}`, ...(verbose ? conversation : [])].join('\n');
  return [
    `${pc.red('✗')} ${testCase.name}`,
    ...conversation,
    `  ${formatPlace(failure.step.place)}: expected ${failure.expected}`,
    `  but there was ${failure.actual}`,
  ].join('\n');
}
