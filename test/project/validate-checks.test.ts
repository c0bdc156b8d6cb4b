import { expect, test } from 'vitest';
import { problemsOf } from './bot-folder.js';

/** A sound bot with a form, buttons, a retrieval intent and a story. */
const files = {
  'domain.yml': `intents: [greet, book, inform, faq]
entities:
- city:
    roles: [from, to]
- size
slots:
  city:
    type: text
    mappings:
    - type: from_entity
      entity: city
      role: to
  size:
    type: categorical
    values: [small, large]
    mappings:
    - type: from_entity
      entity: size
      conditions:
      - active_loop: book_form
  vip:
    type: bool
    mappings:
    - type: from_intent
      intent: book
      value: true
forms:
  book_form:
    required_slots: [city, size]
responses:
  utter_greet:
  - text: Hi!
    buttons:
    - {title: Small, payload: '/inform{"size": "small"}'}
  utter_ask_city:
  - text: Where to?
  utter_ask_size:
  - text: Which size, for {city}?
  utter_done:
  - text: For VIPs.
    condition:
    - {type: slot, name: vip, value: true}
  - text: Done.
  utter_faq/hours:
  - text: From 9 to 5.
`,
  'data/nlu.yml': `nlu:
- intent: greet
  examples: |
    - hello
- intent: book
  examples: |
    - from [Oslo]{"entity": "city", "role": "from"} to [Rome]{"entity": "city", "role": "to"}
- intent: inform
  examples: |
    - a [small](size) one
- intent: faq/hours
  examples: |
    - when are you open
- synonym: small
  examples: |
    - tiny
- regex: size
  examples: |
    - (small|large)
- lookup: place
  examples: |
    - Rome
`,
  'data/dialogue.yml': `rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: book
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
- rule: faq
  steps:
  - intent: faq
  - action: utter_faq
stories:
- story: books
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - slot_was_set:
    - size: small
  - active_loop: null
  - action: utter_done
`,
};

async function afterChange(file: keyof typeof files, from: string, to: string): Promise<string[]> {
  expect(files[file]).toContain(from);
  return problemsOf({ ...files, [file]: files[file].replace(from, to) });
}

test('the sound bot has no problems', async () => {
  expect(await problemsOf(files)).toEqual([]);
});

test.each([
  // slot mappings
  ['domain.yml', 'role: to\n', 'role: via\n', '10:7: warning', 'ENTITY_ATTRIBUTE_UNKNOWN'],
  ['domain.yml', 'role: to\n', 'role: via\n', '10:7: warning', 'MAPPING_NEVER'],
  ['domain.yml', '      role: to\n', '', '10:7: warning', 'MAPPING_NEVER'],
  ['domain.yml', '- size\n', '- size\n- weight\n', '6:3: warning', 'ENTITY_UNUSED'],
  ['domain.yml', 'active_loop: book_form', 'active_loop: buy_form', '17:7: error', 'LOOP_UNKNOWN'],
  ['domain.yml', 'required_slots: [city, size]', 'required_slots: [city]', '17:7: warning', 'MAPPING_FORM_OTHER'],
  [
    'domain.yml',
    '    - type: from_entity\n      entity: city',
    '    - type: from_text\n    - type: from_entity\n      entity: city',
    '11:7: warning',
    'MAPPING_SHADOWED',
  ],
  [
    'domain.yml',
    '    - type: from_intent\n',
    '    - type: custom\n      action: action_vip\n    - type: from_intent\n',
    '24:7: error',
    'MAPPING_ACTION_UNKNOWN',
  ],
  [
    'domain.yml',
    '      value: true\nforms',
    '      value: true\n    - {type: from_intent, intent: book, value: false}\nforms',
    '27:7: warning',
    'MAPPING_SHADOWED',
  ],
  [
    'domain.yml',
    'active_loop: book_form\n',
    'active_loop: book_form\n        requested_slot: vip\n',
    '17:7: warning',
    'MAPPING_NEVER',
  ],
  // responses
  ['domain.yml', '"size": "small"', '"sice": "small"', '32:5: warning', 'BUTTON_ENTITY_UNKNOWN'],
  ['domain.yml', '"small"}', '"small"};', '32:5: warning', 'BUTTON_PAYLOAD_REST'],
  ['domain.yml', '"small"}', '"small"', '32:5: error', 'BUTTON_PAYLOAD'],
  ['domain.yml', 'for {city}', 'for {citi}', '38:5: warning', 'PLACEHOLDER_UNKNOWN'],
  ['domain.yml', 'name: vip, value: true', 'name: vip, value: gold', '40:5: warning', 'RESPONSE_CONDITION_VALUE'],
  ['domain.yml', 'name: vip,', 'name: wip,', '40:5: error', 'SLOT_UNKNOWN'],
  ['domain.yml', '  - text: Done.\n', '', '40:5: warning', 'RESPONSE_CONDITION_ONLY'],
  ['domain.yml', '- text: Where to?', '- text: Where to?\n    channel: rest', '36:5: warning', 'RESPONSE_CHANNEL_ONLY'],
  ['domain.yml', '- text: Where to?', '- text: Where to?\n  - text: Where to?', '37:5: info', 'RESPONSE_REPEATED'],
  // stories and rules
  ['data/dialogue.yml', '- size: small', '- size: medium', '22:7: warning', 'SLOT_VALUE_UNKNOWN'],
  ['data/dialogue.yml', '- size: small', '- vip: maybe', '22:7: warning', 'SLOT_VALUE_TYPE'],
  [
    'data/dialogue.yml',
    '- rule: greet\n',
    '- rule: greet\n  condition:\n  - slot_was_set:\n    - requested_slot: city\n',
    '5:7: warning',
    'RULE_CONDITION_IDLE',
  ],
  [
    'data/dialogue.yml',
    '- rule: greet\n',
    '- rule: greet\n  condition:\n  - slot_was_set:\n    - vip: true\n  - slot_was_set:\n    - vip: false\n',
    '7:7: warning',
    'RULE_NEVER',
  ],
  [
    'data/dialogue.yml',
    '- rule: greet\n',
    '- rule: greet\n  conversation_start: true\n  condition:\n  - active_loop: book_form\n',
    '5:5: warning',
    'RULE_NEVER',
  ],
  [
    'data/dialogue.yml',
    '- rule: faq\n',
    '- rule: hi\n  steps:\n  - intent: greet\n  - action: utter_greet\n- rule: faq\n',
    '11:3: info',
    'RULE_REPEATED',
  ],
  // examples
  ['data/nlu.yml', '- intent: greet\n', '- intent: greeet\n', '4: warning', 'INTENT_UNKNOWN'],
  ['data/nlu.yml', '- hello\n', '- hello\n    - Hello!\n    - a small  one?\n', '12: warning', 'EXAMPLE_TWO_INTENTS'],
  ['data/nlu.yml', '- hello\n', '- hello\n    - hello\n', '5: info', 'EXAMPLE_REPEATED'],
  [
    'data/nlu.yml',
    'a [small](size) one\n',
    'a [small](size) one\n    - a small one\n',
    '11: warning',
    'EXAMPLE_MARKED_DIFFERENTLY',
  ],
  ['data/nlu.yml', '[small](size) one', '[smal](size)l one', '10: warning', 'ENTITY_BORDER'],
  ['data/nlu.yml', 'faq/hours', 'faq/prices', '13: warning', 'RETRIEVAL_RESPONSE_MISSING'],
  [
    'data/nlu.yml',
    '- hello\n',
    '- hello\n- intent: faq\n  examples: |\n    - a question\n',
    '7: warning',
    'RETRIEVAL_MIXED',
  ],
  ['data/nlu.yml', '(small|large)', '(small|large', '19: warning', 'REGEX_INVALID'],
  ['data/nlu.yml', '(small|large)', '(small|large)?', '19: warning', 'REGEX_EMPTY_MATCH'],
  [
    'data/nlu.yml',
    '- lookup: place\n',
    '- lookup: size\n  examples: |\n    - rome\n- lookup: place\n',
    '23:3: info',
    'LOOKUP_TWO_TABLES',
  ],
  [
    'data/nlu.yml',
    '- regex: size\n',
    '- synonym: little\n  examples: |\n    - small\n- regex: size\n',
    '16: warning',
    'SYNONYM_CHAIN',
  ],
] as const)('in %s, %j changed to %j', async (file, from, to, place, code) => {
  const found = await afterChange(file, from, to);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${file}:${place}: .*\\[${code}\\]$`)));
});

test('an intent that only a button sends, or that comes from outside, may do without examples', async () => {
  const found = await problemsOf({
    ...files,
    'domain.yml': files['domain.yml']
      .replace('intents: [', 'intents: [rate, EXTERNAL_call, lost, ')
      .replace("'/inform{", "'/rate{"),
  });
  expect(found.filter((line) => line.includes('INTENT_UNTAUGHT')).map((line) => line.split(' ')[1])).toEqual([
    'info:',
    'info:',
    'warning:',
  ]);
});

test('a retrieval answer without examples', async () => {
  const found = await afterChange('data/nlu.yml', '- intent: faq/hours\n  examples: |\n    - when are you open\n', '');
  expect(found).toContainEqual(expect.stringMatching(/^domain\.yml:45:5: warning: .*RETRIEVAL_EXAMPLES_MISSING\]$/));
});

test('entities that share words', async () => {
  const single = `nlu:
- text: to New York City
  intent: book
  entities:
  - {entity: city, start: 3, end: 16}
  - {entity: size, start: 7, end: 11}
`;
  expect(await problemsOf({ ...files, 'data/single.yml': single })).toContainEqual(
    expect.stringMatching(/^data\/single\.yml:2:3: warning: .*\[ENTITY_OVERLAP\]$/),
  );
});

test('a form that nothing starts', async () => {
  const story = files['data/dialogue.yml'].replaceAll('  - action: book_form\n', '');
  expect(await problemsOf({ ...files, 'data/dialogue.yml': story })).toContainEqual(
    expect.stringMatching(/^domain\.yml:28:3: warning: .*\[FORM_UNUSED\]$/),
  );
});

test('an intent whose entity fills a slot is used', async () => {
  const found = await problemsOf(files);
  expect(found.filter((line) => line.includes('"inform"'))).toEqual([]);
});

test('an intent that examples teach and the domain lacks is a warning in a story, not an error', async () => {
  const found = await afterChange('domain.yml', 'greet, book,', 'book,');
  expect(found).toContainEqual(expect.stringMatching(/^data\/dialogue\.yml:4:5: warning: .*\[INTENT_UNKNOWN\]$/));
});

test('a response that is listed as an action and not written is a warning', async () => {
  const changed = files['data/dialogue.yml'].replace('- action: utter_greet', '- action: utter_hello');
  const domain = `${files['domain.yml']}actions: [utter_hello]\n`;
  const found = await problemsOf({ ...files, 'domain.yml': domain, 'data/dialogue.yml': changed });
  expect(found).toContainEqual(expect.stringMatching(/^data\/dialogue\.yml:5:5: warning: .*\[RESPONSE_MISSING\]$/));
});

test.each([
  ['different punctuation within a smiley', ':)', ':('],
  ['different numbers', 'number 1', 'number 2'],
  ['a question mark inside a word', 'a?b', 'ab'],
])('two intents may have examples with %s', async (_why, one, other) => {
  const nlu = `nlu:\n- intent: greet\n  examples: |\n    - ${one}\n- intent: book\n  examples: |\n    - ${other}\n`;
  const found = await problemsOf({ ...files, 'data/more.yml': nlu });
  expect(found.filter((line) => line.includes('EXAMPLE_TWO_INTENTS'))).toEqual([]);
});
