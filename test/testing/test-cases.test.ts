import { describe, expect, it } from 'vitest';
import type { TurnResult } from '../../core/dialogue/dialogue.js';
import type { Problem } from '../../core/project/problem.js';
import { readTestCases } from '../../core/testing/read-test-cases.js';
import { runTestCase } from '../../core/testing/run-test-case.js';
import type { TestCase } from '../../core/testing/test-case.js';
import { openEchoTracker } from '../kit/echo.js';

const read = (text: string): { testCases: TestCase[]; problems: Problem[] } => {
  const problems: Problem[] = [];
  return { testCases: readTestCases(text, 'tests/a.yml', problems), problems };
};

/** Holds a test case with a bot that answers every message with these texts. */
async function hold(steps: string, ...answers: string[]) {
  const { testCases, problems } = read(`test_cases:\n- test_case: Test\n  steps:\n${steps}`);
  expect(problems).toEqual([]);
  const heard: string[] = [];
  const result: TurnResult = {
    events: [{ event: 'action', name: 'utter_answer' }],
    messages: answers.map((text) => ({ text, metadata: { utter_action: 'utter_answer' } })),
  };
  const says = async (text: string) => {
    heard.push(text);
    return result;
  };
  const tracker = openEchoTracker('ann');
  const fills = async (slots: object) => {
    for (const [name, value] of Object.entries(slots)) tracker.apply({ event: 'slot', name, value });
  };
  const [testCase] = testCases;
  if (!testCase) throw new Error('There is no test case.');
  const { failure } = await runTestCase(testCase, { tracker, says, fills });
  return { failure: failure && `${failure.step.place.line}: ${failure.expected} / ${failure.actual}`, heard };
}

describe('reading test cases', () => {
  it('names the line of a step that nobody knows', () => {
    const { problems } = read('test_cases:\n- test_case: A\n  steps:\n  - users: hi\n');
    expect(problems).toMatchObject([{ code: 'TEST_STEP_UNKNOWN', place: { file: 'tests/a.yml', line: 4 } }]);
  });

  it('refuses a moment that is none', () => {
    const { problems } = read('test_cases:\n- test_case: A\n  now: noonish\n  steps: []\n');
    expect(problems).toMatchObject([{ code: 'TEST_MOMENT_INVALID', place: { line: 3 } }]);
  });

  it('leaves files of other kinds alone', () => {
    expect(read('nlu: []\n')).toEqual({ testCases: [], problems: [] });
  });
});

describe('fixtures', () => {
  const file = (chosen: string): string => `fixtures:
- regular: [{ guests: 4 }, { name: Ann }]
test_cases:
- test_case: A
  fixtures: [${chosen}]
  steps: []
`;

  // Rasa Pro's end-to-end tests: rasa.com/docs/pro/testing/evaluating-assistant
  it('fill slots before the first message', () => {
    expect(read(file('regular')).testCases).toMatchObject([{ slots: { guests: 4, name: 'Ann' } }]);
  });

  it('have to be in the file', () => {
    expect(read(file('stranger')).problems).toMatchObject([{ code: 'TEST_FIXTURE_UNKNOWN' }]);
  });
});

describe('slots in a test case', () => {
  it('may be named without a value, and may have to be empty', async () => {
    expect((await hold('  - user: hi\n  - slot_was_not_set: [name]\n', 'x')).failure).toBeUndefined();
    expect((await hold('  - user: hi\n  - slot_was_set: [name]\n', 'x')).failure).toBe('5: slot name filled / null');
  });
});

describe('holding a test case', () => {
  it('passes when the bot says what it should', async () => {
    expect(await hold('  - user: hi\n  - bot: hello\n  - utter: utter_answer\n', 'Well, HELLO  there')).toEqual({
      failure: undefined,
      heard: ['hi'],
    });
  });

  it('fails at the step that was not met, and says what there was', async () => {
    expect((await hold('  - user: hi\n  - bot: goodbye\n', 'Hello')).failure).toBe(
      '5: a message with "goodbye" / "Hello"',
    );
  });

  it('fails when messages come in another order', async () => {
    expect((await hold('  - user: hi\n  - bot: two\n  - bot: one\n', 'one', 'two')).failure).toMatch(/^6: /);
  });

  it('fails when an action did not run', async () => {
    expect((await hold('  - user: hi\n  - action: action_book\n', 'x')).failure).toBe(
      '5: the action action_book / utter_answer',
    );
  });

  it('fails when the bot speaks where it should be silent', async () => {
    expect((await hold('  - user: hi\n  - silence: true\n', 'Hello')).failure).toBe('5: silence / "Hello"');
  });

  it('reads patterns between slashes', async () => {
    expect((await hold('  - user: hi\n  - bot: /ref \\w+-\\d{4}/\n', 'Your ref TAT-1234.')).failure).toBeUndefined();
  });

  it('remembers what the bot said for later messages', async () => {
    const steps = '  - user: book\n  - remember: { ref: "TAT-\\\\d{4}" }\n  - user: "cancel {ref}"\n';
    expect((await hold(steps, 'Done: TAT-1234')).heard).toEqual(['book', 'cancel TAT-1234']);
  });
});
