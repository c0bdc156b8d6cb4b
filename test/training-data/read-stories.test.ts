import { expect, test } from 'vitest';
import { problemsOf, readBot } from '../project/bot-folder.js';

const dataOf = async (yaml: string) => {
  const { data, problems } = await readBot({ 'data/stories.yml': yaml });
  expect(problems).toEqual([]);
  return data;
};

const stepsOf = async (steps: string) => (await dataOf(`stories:\n- story: s\n  steps:\n${steps}`)).stories[0]?.steps;

test('a person speaks by intent and entities', async () => {
  expect(
    await stepsOf(`  - intent: book
    entities:
    - date
    - city: Rome
      role: to
`),
  ).toMatchObject([
    {
      type: 'user',
      intent: 'book',
      entities: [{ entity: 'date' }, { entity: 'city', value: 'Rome', role: 'to' }],
      place: { line: 4 },
    },
  ]);
});

test('a person speaks by words', async () => {
  expect(await stepsOf('  - user: "to [Rome](city)"\n  - bot: Done.\n')).toMatchObject([
    { type: 'user', text: 'to Rome', entities: [{ entity: 'city', value: 'Rome' }] },
    { type: 'bot', text: 'Done.' },
  ]);
});

test('a person presses a button', async () => {
  expect(await stepsOf('  - user: \'/book{"city": "Rome"}\'\n')).toMatchObject([
    { type: 'user', intent: 'book', entities: [{ entity: 'city', value: 'Rome' }] },
  ]);
});

test('slots are set to something, to a value, or emptied', async () => {
  expect(
    await stepsOf('  - slot_was_set:\n    - name\n    - city: Rome\n    - date: null\n      vip: true\n'),
  ).toMatchObject([
    { type: 'slot', name: 'name', value: { kind: 'any' }, place: { line: 5 } },
    { type: 'slot', name: 'city', value: { kind: 'value', value: 'Rome' } },
    { type: 'slot', name: 'date', value: { kind: 'value', value: null } },
    { type: 'slot', name: 'vip', value: { kind: 'value', value: true }, place: { line: 8 } },
  ]);
});

test('loops, checkpoints and alternatives', async () => {
  expect(
    await stepsOf(`  - checkpoint: start
    slot_was_set:
    - city: Rome
  - or:
    - intent: affirm
    - slot_was_set:
      - sure: true
  - action: book_form
  - active_loop: book_form
  - active_loop: null
`),
  ).toMatchObject([
    { type: 'checkpoint', name: 'start', slots: [{ name: 'city', value: { kind: 'value', value: 'Rome' } }] },
    {
      type: 'or',
      alternatives: [
        { type: 'user', intent: 'affirm' },
        { type: 'slot', name: 'sure' },
      ],
    },
    { type: 'action', name: 'book_form' },
    { type: 'active_loop', name: 'book_form' },
    { type: 'active_loop', name: null },
  ]);
});

test('a rule has conditions and flags', async () => {
  const { rules } = await dataOf(`rules:
- rule: stop
  condition:
  - active_loop: book_form
  - slot_was_set:
    - city
  conversation_start: true
  wait_for_user_input: false
  steps:
  - intent: stop
  - action: action_deactivate_loop
`);
  expect(rules).toMatchObject([
    {
      name: 'stop',
      conditions: [
        { type: 'active_loop', name: 'book_form' },
        { type: 'slot', name: 'city' },
      ],
      conversationStart: true,
      waitForUserInput: false,
      steps: [{ type: 'user' }, { type: 'action' }],
    },
  ]);
});

test('entities listed beside the written message do not count, as in Rasa', async () => {
  const files = {
    'data/stories.yml':
      'stories:\n- story: s\n  steps:\n  - user: to [Rome](city)\n    intent: fly\n    entities:\n    - city: Paris\n',
  };
  const { stories } = (await readBot(files)).data;
  expect(stories[0]?.steps).toMatchObject([{ entities: [{ entity: 'city', value: 'Rome' }] }]);
  expect(await problemsOf(files)).toContainEqual(expect.stringMatching(/:6:5: warning: .*\[STEP_ENTITIES_IGNORED\]$/));
});

test.each([
  ['stories:\n- story: s\n  steps:\n  - intnt: greet\n', '4:5', 'STEP_UNKNOWN'],
  ['stories:\n- story: s\n  steps:\n  - utter_greet\n', '4:5', 'STEP_UNKNOWN'],
  ['stories:\n- story: s\n  steps:\n  - action: a\n    intnet: b\n', '5:5', 'YAML_UNKNOWN_KEY'],
  ['stories:\n- story: s\n- steps:\n  - action: a\n', '3:3', 'YAML_KEY_MISSING'],
  ['stories:\n- story: s\n  steps:\n  - or:\n    - action: a\n', '5:7', 'OR_ALTERNATIVE'],
  ['rules:\n- rule: r\n  condition:\n  - intent: a\n  steps:\n  - action: b\n', '4:5', 'RULE_CONDITION'],
])('%j is refused at %s', async (yaml, place, code) => {
  const pattern = new RegExp(`^data/stories\\.yml:${place}: error: .*\\[${code}\\]$`);
  expect(await problemsOf({ 'data/stories.yml': yaml })).toContainEqual(expect.stringMatching(pattern));
});

test.each([
  ['rules:\n- rule: r\n  steps:\n  - ...\n  - intent: a\n  - action: action_listen\n', '4:5', 'STEP_DOTS'],
  ['rules:\n- rule: r\n  steps:\n  - checkpoint: c\n  - action: action_listen\n', '4:5', 'RULE_CHECKPOINT'],
])('%j is put up with at %s', async (yaml, place, code) => {
  const pattern = new RegExp(`^data/stories\\.yml:${place}: warning: .*\\[${code}\\]$`);
  expect(await problemsOf({ 'data/stories.yml': yaml })).toContainEqual(expect.stringMatching(pattern));
});
