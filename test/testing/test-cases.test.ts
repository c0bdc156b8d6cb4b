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
  return holdFile(`test_cases:\n- test_case: Test\n  steps:\n${steps}`, ...answers);
}

async function holdFile(file: string, ...answers: string[]) {
  const { testCases, problems } = read(file);
  expect(problems).toEqual([]);
  const heard: string[] = [];
  const along: unknown[] = [];
  const result: TurnResult = {
    events: [
      { event: 'slot', name: 'table', value: 4 },
      { event: 'action', name: 'utter_answer' },
    ],
    messages: answers.map((text) => ({
      text,
      buttons: [{ title: 'Yes', payload: '/affirm' }],
      metadata: { utter_action: 'utter_answer' },
    })),
  };
  const says = async (text: string, metadata?: unknown) => {
    heard.push(text);
    if (metadata) along.push(metadata);
    return result;
  };
  const tracker = openEchoTracker('ann');
  const fills = async (slots: object) => {
    for (const [name, value] of Object.entries(slots)) tracker.apply({ event: 'slot', name, value });
  };
  const [testCase] = testCases;
  if (!testCase) throw new Error('There is no test case.');
  const { failure } = await runTestCase(testCase, { tracker, says, fills });
  const told = failure && `${failure.step.place.line}: ${failure.expected} / ${failure.actual}`;
  return { failure: told, heard, ...(along.length > 0 && { along }) };
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

// rasa.com/docs/reference/testing/e2e/test-cases
describe('metadata', () => {
  const file = (chosen: string): string => `metadata:
- guest: { language: en, place: Rome }
- phone: { place: Milan }
test_cases:
- test_case: A
  metadata: guest
  steps:
  - user: hi
  - user: hello again
    metadata: ${chosen}
`;

  it('comes along with messages, that of a message before that of its test case', async () => {
    expect((await holdFile(file('phone'), 'x')).along).toEqual([
      { language: 'en', place: 'Rome' },
      { language: 'en', place: 'Milan' },
    ]);
  });

  it('has to be in the file', () => {
    expect(read(file('stranger')).problems).toMatchObject([{ code: 'TEST_METADATA_UNKNOWN', place: { line: 9 } }]);
  });
});

// rasa.com/docs/reference/testing/e2e/assertions
describe('assertions', () => {
  const asserting = (...assertions: string[]): string =>
    `  - user: hi\n    assertions:\n${assertions.map((one) => `    - ${one}\n`).join('')}`;
  const uttered = '{ utter_name: utter_answer, text_matches: for \\d, buttons: [{ title: Yes, payload: /affirm }] }';

  it.each([
    [`bot_uttered: ${uttered}`, 'action_executed: utter_answer'],
    ['slot_was_set: [{ name: table, value: 4 }, { name: table }]', 'slot_was_not_set: [{ name: guest }]'],
    ['slot_was_not_set: [{ name: table, value: 5 }]', 'bot_did_not_utter: { text_matches: goodbye }'],
  ])('hold in any order: %s, %s', async (...assertions) => {
    expect((await hold(asserting(...assertions), 'One', 'A table for 4?')).failure).toBeUndefined();
    expect((await hold(asserting(...assertions.toReversed()), 'One', 'A table for 4?')).failure).toBeUndefined();
  });

  it.each([
    ['action_executed: action_book', '6: the action action_book / utter_answer'],
    ['bot_uttered: { utter_name: utter_bye }', '6: message of the response utter_bye / "A table for 4?"'],
    ['bot_uttered: { text_matches: "[0-9]{2}" }', '6: message that matches [0-9]{2} / "A table for 4?"'],
    ['bot_uttered: { buttons: [{ title: No }] }', '6: message with the buttons [{"title":"No"}] / "A table for 4?"'],
    ['bot_did_not_utter: { text_matches: table }', '6: no message that matches table / "A table for 4?"'],
    ['slot_was_set: [{ name: table, value: 5 }]', '6: slot table set to 5 / 4'],
    ['slot_was_set: [{ name: guest }]', '6: slot guest set / it was not set'],
    ['slot_was_not_set: [{ name: table }]', '6: slot table not set / 4'],
  ])('tell what there was instead: %s', async (assertion, failure) => {
    expect((await hold(asserting(assertion), 'A table for 4?')).failure).toBe(failure);
  });

  it.each([
    ['flow_started: booking', 'TEST_ASSERTION_UNKNOWN'],
    ['bot_uttered: { text_matches: "(" }', 'TEST_PATTERN_INVALID'],
    ['slot_was_set: [{ value: 4 }]', 'YAML_KEY_MISSING'],
  ])('that cannot be held are named: %s', (assertion, code) => {
    const { problems } = read(`test_cases:\n- test_case: A\n  steps:\n${asserting(assertion)}`);
    expect(problems).toMatchObject([{ code, place: { line: 6 } }]);
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
