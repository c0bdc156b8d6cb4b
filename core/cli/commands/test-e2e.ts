import pc from 'picocolors';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import { formatPlace } from '../../place.js';
import { throwProblems } from '../../project/problem.js';
import { findTestCases, runTests } from '../../testing/run-tests.js';
import { openTestBot } from '../../testing/test-bot.js';
import type { TestCase, TestOutcome } from '../../testing/test-case.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { trainWithProgress } from '../train-with-progress.js';

/** What can be said of conversations that are held. */
export interface ConversationFlags {
  readonly only?: string;
  readonly verbose?: boolean;
}

/** `parley test e2e`: holds conversations with the bot, whose actions run. */
export const addTestE2e: AddCommand = (test, presets, finish) => {
  test
    .command('e2e')
    .description('hold the test cases of tests/ with the bot, whose actions run')
    .argument(...BOT_ARGUMENT)
    .option('--only <text>', 'only test cases whose name contains this')
    .option('--verbose', 'show every conversation, not only those that fail')
    .addHelpText('after', examples(['parley test e2e --only cancel --verbose', 'ends with 1 when one fails']))
    .action(async (folder: string | undefined, flags: ConversationFlags) => {
      const bot = await loadBot(folder, presets);
      const chosen = await readTestCases(bot, flags);
      await trainWithProgress(bot);
      const failed = await holdConversations(bot, chosen, flags);
      finish(failed > 0 || chosen.length === 0 ? exitCode.failed : exitCode.ok);
    });
};

/** The test cases of a bot that are wanted. @throws ParleyError PROJECT_INVALID */
export async function readTestCases(bot: LoadedBot, { only = '' }: ConversationFlags): Promise<readonly TestCase[]> {
  const { testCases, problems } = await findTestCases(bot);
  throwProblems(problems);
  return testCases.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
}

/** Holds test cases, shows how they went, and returns how many failed. */
export async function holdConversations(
  bot: LoadedBot,
  testCases: readonly TestCase[],
  { verbose = false }: ConversationFlags,
): Promise<number> {
  const testBot = await openTestBot(bot);
  let failed = 0;
  try {
    for await (const outcome of runTests(testBot, testCases)) {
      if (outcome.failure) failed++;
      console.log(verbose ? showInFull(outcome) : showShort(outcome));
    }
  } finally {
    await testBot.close();
  }
  console.log(`\n${testCases.length - failed} passed, ${failed} failed`);
  return failed;
}

const showShort = (outcome: TestOutcome): string =>
  outcome.failure ? showInFull(outcome) : `${pc.green('✓')} ${outcome.testCase.name}`;

function showInFull({ testCase, failure, transcript }: TestOutcome): string {
  const conversation = transcript.map((line) => pc.dim(`    ${line}`));
  if (!failure) return [`${pc.green('✓')} ${testCase.name}`, ...conversation].join('\n');
  return [
    `${pc.red('✗')} ${testCase.name}`,
    ...conversation,
    `  ${formatPlace(failure.step.place)}: expected ${failure.expected}`,
    `  but there was ${failure.actual}`,
  ].join('\n');
}
