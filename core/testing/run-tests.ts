import { relative } from 'node:path';
import type { LoadedBot } from '../bot/load-bot.js';
import { yamlFilesUnder } from '../project/files.js';
import type { Problem } from '../project/problem.js';
import { readText } from '../project/read-text.js';
import { readTestCases } from './read-test-cases.js';
import { runTestCase } from './run-test-case.js';
import { testFolders } from './stories/find-test-files.js';
import type { TestBot } from './test-bot.js';
import type { TestCase, TestOutcome } from './test-case.js';

/** All test cases of a bot, from the YAML files in `tests/` of its folder and of its packs. */
export async function findTestCases(bot: LoadedBot): Promise<{ testCases: TestCase[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const testCases: TestCase[] = [];
  for (const folder of testFolders(bot)) {
    for (const path of (await yamlFilesUnder(folder)) ?? []) {
      const file = relative(process.cwd(), path);
      const text = await readText(file, problems);
      if (text !== undefined) testCases.push(...readTestCases(text, file, problems));
    }
  }
  return { testCases, problems };
}

/** Holds test cases one after the other, each with the database as the bot was opened with. */
export async function* runTests(bot: TestBot, testCases: readonly TestCase[]): AsyncGenerator<TestOutcome> {
  for (const testCase of testCases) {
    bot.setClock(testCase.now);
    try {
      yield await runTestCase(testCase, bot.conversation());
    } finally {
      await bot.reset();
    }
  }
}
