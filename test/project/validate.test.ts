import { expect, test } from 'vitest';
import { problemsOf } from './bot-folder.js';

const files = {
  'domain.yml': `intents: [greet, book]
entities: [city]
slots:
  city:
    type: text
    mappings:
    - type: from_entity
      entity: city
forms:
  book_form:
    required_slots: [city]
responses:
  utter_greet:
  - text: Hi!
    buttons:
    - {title: Book, payload: '/book{"city": "Rome"}'}
  utter_ask_city:
  - text: Where to?
`,
  'data/nlu.yml': `nlu:
- intent: greet
  examples: |
    - hello
- intent: book
  examples: |
    - to [Rome](city)
`,
  'data/rules.yml': `rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: book
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
`,
};

/** The problems of the sound bot after one text in one of its files was replaced. */
function afterChange(file: keyof typeof files, from: string, to: string, registered: string[] = []): Promise<string[]> {
  expect(files[file]).toContain(from);
  return problemsOf({ ...files, [file]: files[file].replace(from, to) }, registered);
}

test('a sound bot has no problems', async () => {
  expect(await problemsOf(files)).toEqual([]);
});

test('an intent that a rule misspells', async () => {
  expect(await afterChange('data/rules.yml', '- intent: greet', '- intent: gret')).toContain(
    'data/rules.yml:4:5: error: Rule "greet" uses the intent "gret", which is not in the domain. Did you mean "greet"? Add it to `intents`, or correct the name. [INTENT_UNKNOWN]',
  );
});

test('a response that is missing', async () => {
  expect(await afterChange('data/rules.yml', 'utter_greet', 'utter_hello')).toContain(
    'data/rules.yml:5:5: error: Rule "greet" says "utter_hello", which has no response in the domain. Write it under `responses`. [RESPONSE_MISSING]',
  );
});

test('an action that nothing defines', async () => {
  expect(await afterChange('data/rules.yml', 'action: utter_greet', 'action: action_greet')).toContain(
    'data/rules.yml:5:5: error: Rule "greet" uses the action "action_greet", which nothing defines. Add it to `actions` of the domain, or correct the name. [STORY_ACTION_UNKNOWN]',
  );
});

test('an action that comes with the code is known', async () => {
  const found = await afterChange('data/rules.yml', 'action: utter_greet', 'action: action_greet', ['action_greet']);
  expect(found).toEqual([]);
});

test('a default action is known', async () => {
  const found = await afterChange(
    'data/rules.yml',
    'action: utter_greet',
    'action: utter_greet\n  - action: action_restart',
  );
  expect(found).toEqual([]);
});

test('an intent to which the bot reacts by itself is used', async () => {
  expect(await afterChange('domain.yml', 'greet, book]', 'greet, book, restart, back]')).toEqual([]);
});

test('a slot mapping without its entity', async () => {
  expect(await afterChange('domain.yml', '      entity: city', '      entity: town')).toContain(
    'domain.yml:7:7: error: A mapping of slot "city" uses the entity "town", which is not in the domain. Add it to `entities`, or correct the name. [ENTITY_UNKNOWN]',
  );
});

test('a form that asks for a slot that is not there', async () => {
  expect(await afterChange('domain.yml', 'required_slots: [city]', 'required_slots: [citi]')).toContain(
    'domain.yml:10:3: error: Form "book_form" names the slot "citi", which is not in the domain. Did you mean "city"? Add it to `slots`, or correct the name. [SLOT_UNKNOWN]',
  );
});

test('a form without a question', async () => {
  expect(await afterChange('domain.yml', 'utter_ask_city', 'utter_ask_town')).toContain(
    'domain.yml:10:3: warning: Form "book_form" has no way to ask for the slot "city". Write the response `utter_ask_book_form_city` or `utter_ask_city`, or an action of that name with `action_ask_`. [FORM_SLOT_SILENT]',
  );
});

test('an example that stands under two intents', async () => {
  const found = await afterChange('data/nlu.yml', '- to [Rome](city)', '- to [Rome](city)\n    - Hello');
  expect(found).toEqual([
    expect.stringMatching(
      /^data\/nlu\.yml:8: warning: The example "Hello" stands under "book" here and under "greet" in .*nlu\.yml:4\. Keep it under one intent\. \[EXAMPLE_TWO_INTENTS\]$/,
    ),
  ]);
});

test('a button with broken JSON', async () => {
  expect(await afterChange('domain.yml', '"Rome"}', '"Rome"')).toContainEqual(
    expect.stringMatching(
      /^domain\.yml:14:5: error: A button of "utter_greet" sends what cannot be read\. In the message "\/book\{/,
    ),
  );
});

test.each([
  ['data/nlu.yml', '- intent: book', '- intent: buy', 'data/nlu.yml:7: warning', 'INTENT_UNKNOWN'],
  ['data/nlu.yml', '(city)', '(town)', 'data/nlu.yml:7: warning', 'ENTITY_UNKNOWN'],
  ['data/nlu.yml', 'to [Rome]', 'to[Rome]', 'data/nlu.yml:7: warning', 'ENTITY_BORDER'],
  ['domain.yml', 'greet, book]', 'greet, book, bye]', 'domain.yml:1:24: warning', 'INTENT_UNTAUGHT'],
  ['domain.yml', 'greet, book]', 'greet, book, bye]', 'domain.yml:1:24: warning', 'INTENT_UNUSED'],
  ['domain.yml', "'/book{", "'/bok{", 'domain.yml:14:5: error', 'BUTTON_INTENT_UNKNOWN'],
  ['domain.yml', 'text: Hi!', 'text: Hi {nme}!', 'domain.yml:14:5: warning', 'PLACEHOLDER_UNKNOWN'],
  ['domain.yml', 'forms:', 'actions: [action_idle]\nforms:', 'domain.yml:9:11: info', 'ACTION_UNUSED'],
  ['domain.yml', 'forms:', '  idle: {type: text}\nforms:', 'domain.yml:9:3: warning', 'SLOT_UNUSED'],
  [
    'domain.yml',
    'utter_ask_city:',
    'utter_idle: [{text: x}]\n  utter_ask_city:',
    'domain.yml:17:16: warning',
    'RESPONSE_UNUSED',
  ],
  ['data/rules.yml', 'active_loop: book_form', 'active_loop: bok_form', 'data/rules.yml:10:5: error', 'LOOP_UNKNOWN'],
  ['data/rules.yml', 'active_loop: book_form', 'slot_was_set: [town]', 'data/rules.yml:10:20: error', 'SLOT_UNKNOWN'],
  ['data/rules.yml', '- action: utter_greet', '- bot: Hi!', 'data/rules.yml:5:5: warning', 'RULE_END_TO_END'],
] as const)('in %s, %j changed to %j', async (file, from, to, place, code) => {
  const found = await afterChange(file, from, to);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${place}: .*\\[${code}\\]$`)));
});

test('a story that starts where no other ends', async () => {
  const stories = `stories:
- story: first
  steps:
  - intent: greet
  - checkpoint: greeted
- story: second
  steps:
  - checkpoint: greetd
  - action: utter_greet
`;
  const found = await problemsOf({ ...files, 'data/stories.yml': stories });
  expect(found).toEqual(
    [
      'data/stories.yml:5:5: warning: Story "first" ends at the checkpoint "greeted", from which no story goes on. Start another story with it, or remove it. [CHECKPOINT_UNUSED]',
      'data/stories.yml:8:5: error: Story "second" starts at the checkpoint "greetd", which no story reaches. Did you mean "greeted"? End another story with it, or remove it. [CHECKPOINT_UNDEFINED]',
    ].map((line) => expect.stringContaining(line)),
  );
});

test('a retrieval intent is known by its base', async () => {
  const found = await problemsOf({
    'domain.yml': 'intents: [faq]\nresponses:\n  utter_faq/hours:\n  - text: From 9 to 5.\n',
    'data/faq.yml': `nlu:
- intent: faq/hours
  examples: |
    - when are you open
rules:
- rule: faq
  steps:
  - intent: faq
  - action: utter_faq
`,
  });
  expect(found).toEqual([]);
});
