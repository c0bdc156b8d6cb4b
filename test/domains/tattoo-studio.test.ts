/** Holds the pack's own conversations, `domains/tattoo-studio/tests/*.yml`, with its real model, tables and actions. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBot } from '../../core/bot/load-bot.js';
import { formatPlace } from '../../core/place.js';
import { throwProblems } from '../../core/project/problem.js';
import { findTestCases, runTests } from '../../core/testing/run-tests.js';
import { openTestBot, type TestBot } from '../../core/testing/test-bot.js';
import type { TestOutcome } from '../../core/testing/test-case.js';
import { presets } from '../../presets.js';

const bot = await loadBot(fileURLToPath(new URL('../../domains/tattoo-studio', import.meta.url)), presets);
const { testCases, problems } = await findTestCases(bot);
throwProblems(problems);

let testBot: TestBot;
beforeAll(async () => {
  testBot = await openTestBot(bot);
});
afterAll(() => testBot.close());

describe('the tattoo studio', () => {
  it('has a name of its own for each conversation', () => {
    const names = testCases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  for (const testCase of testCases) {
    it(testCase.name, async () => {
      for await (const outcome of runTests(testBot, [testCase])) expect(failureOf(outcome)).toBeUndefined();
    });
  }
});

function failureOf({ failure, transcript }: TestOutcome): string | undefined {
  if (!failure) return undefined;
  const { step, expected, actual } = failure;
  return [...transcript, `${formatPlace(step.place)}: expected ${expected}, but there was ${actual}`].join('\n');
}
