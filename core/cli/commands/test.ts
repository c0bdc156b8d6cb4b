import { loadBot } from '../../bot/load-bot.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { trainWithProgress } from '../train-with-progress.js';
import { addTestCore, type CoreFlags, readFiles, testStories, withCoreOptions } from './test-core.js';
import { addTestE2e, type ConversationFlags, holdConversations, readTestCases } from './test-e2e.js';
import { addTestNlu } from './test-nlu.js';

/** `parley test`: all that stands in `tests/`, Rasa's test stories and conversations that are held. */
export const addTest: AddCommand = (program, presets, finish) => {
  const test = withCoreOptions(program.command('test'))
    // An option after `core` or `e2e` is that command's own.
    .enablePositionalOptions()
    .description('hold the test stories and the conversations of tests/ with the bot')
    .argument(...BOT_ARGUMENT)
    .option('--only <text>', 'only conversations whose name contains this')
    .option('--verbose', 'show every conversation, not only those that fail')
    .addHelpText(
      'after',
      examples(
        ['parley test', 'ends with 1 when a story or conversation fails'],
        ['parley test core', 'only the test stories (stories:)'],
        ['parley test nlu --cross-validation', 'how well messages are understood'],
        ['parley test e2e --only cancel --verbose', 'only the conversations (test_cases:)'],
      ),
    )
    .action(async (folder: string | undefined, flags: CoreFlags & ConversationFlags) => {
      const bot = await loadBot(folder, presets);
      const testCases = await readTestCases(bot, flags);
      const unread = { files: [], broken: false };
      const { files, broken } = flags.only === undefined ? await readFiles(bot, flags) : unread;
      const model = await trainWithProgress(bot);
      const failedStories = files.length > 0 ? await testStories(bot, model, files, flags) : 0;
      const failedCases = testCases.length > 0 ? await holdConversations(bot, testCases, flags) : 0;
      const nothing = files.length === 0 && testCases.length === 0;
      if (nothing) console.log(flags.only === undefined ? 'There is no test in tests/.' : 'No test has this name.');
      finish(nothing || broken || failedStories + failedCases > 0 ? exitCode.failed : exitCode.ok);
    });
  addTestCore(test, presets, finish);
  addTestE2e(test, presets, finish);
  addTestNlu(test, presets, finish);
};
