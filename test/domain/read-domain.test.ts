import { expect, test } from 'vitest';
import { domainToJson } from '../../core/domain/domain-json.js';
import { readProject } from '../../core/project/project.js';
import { botFolder, problemsOf, readBot } from '../project/bot-folder.js';

const domainOf = async (yaml: string) => {
  const { domain, problems } = await readBot({ 'domain.yml': yaml });
  expect(problems).toEqual([]);
  return domain;
};

const codesOf = async (yaml: string) =>
  (await problemsOf({ 'domain.yml': yaml })).filter((line) => line.includes('error'));

test('intents say which entities the dialogue sees with them', async () => {
  const { intents } = await domainOf(`
intents:
- greet
- ask: {use_entities: []}
- book: {use_entities: [city], ignore_entities: [date]}
- stop: {use_entities: None}
`);
  expect([...intents.values()]).toMatchObject([
    { name: 'greet', useEntities: true, ignoreEntities: [], place: { line: 3 } },
    { name: 'ask', useEntities: [] },
    { name: 'book', useEntities: ['city'], ignoreEntities: ['date'] },
    { name: 'stop', useEntities: [] },
  ]);
});

test('entities have roles and groups', async () => {
  const { entities } = await domainOf(`
entities:
- name
- city:
    roles: [from, to]
    groups: [first]
    influence_conversation: false
`);
  expect(entities.get('city')).toMatchObject({
    roles: ['from', 'to'],
    groups: ['first'],
    influenceConversation: false,
  });
  expect(entities.get('name')).toMatchObject({ roles: [], influenceConversation: true });
});

test('slots of every type are read with their defaults', async () => {
  const { slots } = await domainOf(`
slots:
  name: {type: text}
  vip: {type: bool, initial_value: false}
  size: {type: categorical, values: [Small, LARGE, 3]}
  price: {type: float, min_value: 10, max_value: 500}
  styles: {type: list}
  basket: {type: any}
  own: {type: my_slots.Mood, threshold: 3, influence_conversation: false}
`);
  expect(slots.get('name')).toMatchObject({
    type: 'text',
    initialValue: null,
    influenceConversation: true,
    mappings: [],
  });
  expect(slots.get('vip')).toMatchObject({ initialValue: false });
  expect(slots.get('size')?.values).toEqual(['small', 'large', '3']);
  expect(slots.get('price')).toMatchObject({ minValue: 10, maxValue: 500 });
  expect(slots.get('basket')).toMatchObject({ influenceConversation: false });
  expect(slots.get('own')).toMatchObject({ type: 'custom', customType: 'my_slots.Mood' });
});

test('mappings keep their order, intents and conditions', async () => {
  const { slots } = await domainOf(`
slots:
  city:
    type: text
    mappings:
    - type: from_entity
      entity: city
      role: to
      not_intent: deny
    - type: from_text
      intent: [inform, tell]
      conditions:
      - active_loop: book_form
        requested_slot: city
      - active_loop: null
    - type: from_intent
      value: true
    - type: from_trigger_intent
      intent: book
      value: home
    - type: custom
      action: action_guess_city
`);
  expect(slots.get('city')?.mappings).toMatchObject([
    { type: 'from_entity', entity: 'city', role: 'to', notIntents: ['deny'], place: { line: 6 } },
    {
      type: 'from_text',
      intents: ['inform', 'tell'],
      conditions: [{ activeLoop: 'book_form', requestedSlot: 'city' }, { activeLoop: null }],
    },
    { type: 'from_intent', value: true },
    { type: 'from_trigger_intent', intents: ['book'], value: 'home' },
    { type: 'custom', action: 'action_guess_city' },
  ]);
});

test('responses keep all that a channel may show', async () => {
  const { responses } = await domainOf(`
responses:
  utter_pick:
  - text: Pick one
    channel: web
    id: pick-1
    condition:
    - type: slot
      name: vip
      value: true
    buttons:
    - title: Site
      url: https://example.org
    - title: Greet
      payload: /greet
    metadata: {tone: warm}
  - custom: {blocks: [1]}
    image: https://example.org/a.png
slots:
  vip: {type: bool}
`);
  expect(responses.get('utter_pick')).toMatchObject([
    {
      text: 'Pick one',
      channel: 'web',
      id: 'pick-1',
      conditions: [{ type: 'slot', name: 'vip', value: true }],
      buttons: [
        { title: 'Site', payload: 'https://example.org' },
        { title: 'Greet', payload: '/greet' },
      ],
      metadata: { tone: 'warm' },
      place: { line: 4 },
    },
    { custom: { blocks: [1] }, image: 'https://example.org/a.png', conditions: [] },
  ]);
});

test('forms, actions and the session are read', async () => {
  const domain = await domainOf(`
forms:
  book_form:
    ignored_intents: chitchat
    required_slots: [city]
actions:
- action_book
- action_ask: {send_domain: true}
e2e_actions: [Hello there]
session_config:
  session_expiration_time: 0
  carry_over_slots_to_new_session: false
`);
  expect(domain.forms.get('book_form')).toMatchObject({ requiredSlots: ['city'], ignoredIntents: ['chitchat'] });
  expect([...domain.actions.values()]).toMatchObject([
    { name: 'action_book', sendDomain: false },
    { name: 'action_ask', sendDomain: true },
  ]);
  expect(domain.endToEndActions).toEqual(['Hello there']);
  expect(domain.session).toEqual({ expirationMinutes: 0, carryOverSlots: false });
});

test('without a session_config a session lasts an hour', async () => {
  expect((await domainOf('intents: [greet]')).session).toEqual({ expirationMinutes: 60, carryOverSlots: true });
});

test('the domain goes out in the JSON that Rasa sends', async () => {
  const json = domainToJson(
    await domainOf(`
intents: [greet, {ask: {use_entities: []}}]
slots:
  city:
    type: text
    mappings: [{type: from_entity, entity: city, not_intent: deny}]
responses:
  utter_hi: [{text: Hi}]
forms:
  f: {required_slots: [city]}
`),
  );
  expect(json).toMatchObject({
    config: { store_entities_as_slots: true },
    session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true },
    intents: ['greet', { ask: { use_entities: [] } }],
    slots: { city: { type: 'text', mappings: [{ type: 'from_entity', entity: 'city', not_intent: ['deny'] }] } },
    forms: { f: { required_slots: ['city'] } },
  });
  expect(json.responses).toEqual({ utter_hi: [{ text: 'Hi' }] });
});

test('two files that define a slot differently clash, and both places are named', async () => {
  const found = await problemsOf({
    'domain/a.yml': 'slots:\n  city: {type: text}\n',
    'domain/b.yml': 'intents: []\nslots:\n  city: {type: bool}\n',
  });
  expect(found[0]).toMatch(
    /^domain\/b\.yml:3:3: error: The slot "city" is already defined differently in .*domain\/a\.yml:2:3; .*\. Rename one of the two, or make them the same\. \[DOMAIN_CLASH\]$/,
  );
});

test('two packs that define a slot differently contradict each other', async () => {
  const one = botFolder({ 'domain.yml': 'slots:\n  city: {type: text}\n' });
  const other = botFolder({ 'domain.yml': 'slots:\n  city: {type: bool}\n' });
  const { problems } = await readProject([{ folder: one }, { folder: other }], {});
  expect(problems.map(({ severity, code, place }) => [severity, code, place.file])).toEqual([
    ['error', 'DOMAIN_CONTRADICTION', `${other}/domain.yml`],
  ]);
});

test('an intent listed twice in one file is an error', async () => {
  expect((await codesOf('intents:\n- greet\n- greet\n'))[0]).toMatch(
    /^domain\.yml:3:3: error: .*\[DOMAIN_DUPLICATE\]$/,
  );
});

test.each([
  ['slots:\n  a: {type: any, influence_conversation: true}', '2:3', 'SLOT_ANY_INFLUENCES'],
  ['slots:\n  a: {type: float, min_value: 2}', '2:3', 'SLOT_RANGE'],
  ['slots:\n  a: {influence_conversation: yes, type: text}', '2:31', 'YAML_NOT_BOOLEAN'],
  ['slots:\n  a: {mappings: []}', '2:3', 'YAML_KEY_MISSING'],
  ['slots:\n  a:\n    type: text\n    mappings:\n    - type: from_entty', '5:13', 'MAPPING_TYPE_UNKNOWN'],
  ['slots:\n  a:\n    type: text\n    mappings:\n    - type: from_entity', '5:7', 'YAML_KEY_MISSING'],
  ['forms:\n  f:\n    ignored_intents: greet', '2:3', 'YAML_KEY_MISSING'],
  ['responses:\n  utter_a:\n  - {text: a, id: x}\n  - {text: b, id: x}', '4:5', 'RESPONSE_ID_REPEATED'],
  ['responses:\n  utter_a:\n  - text: hi\n    chanel: web', '4:5', 'YAML_UNKNOWN_KEY'],
  ['responses:\n  utter_a:\n  - channel: web', '3:5', 'RESPONSE_EMPTY'],
  ['responses:\n  utter_a:\n  - just text', '3:5', 'YAML_NOT_MAP'],
  ['intents:\n- greet:\n  use_entities: []', '3:3', 'YAML_UNKNOWN_KEY'],
])('%j is refused at %s', async (yaml, place, code) => {
  const found = await codesOf(yaml);
  expect(found[0]).toMatch(new RegExp(`^domain\\.yml:${place}: error: .*\\[${code}\\]$`));
});

test.each([
  ['slots:\n  a: {type: categorical}', '2:3', 'SLOT_VALUES_MISSING'],
  ['slots:\n  a: {type: bool, initial_value: "x"}', '2:3', 'SLOT_INITIAL_VALUE'],
  ['slots:\n  a: {type: float, initial_value: 3}', '2:3', 'SLOT_INITIAL_OUTSIDE'],
  ['slots:\n  a: {type: my_slots.Mood}', '2:3', 'SLOT_CLASS_UNKNOWN'],
  ['forms:\n  f:\n    required_slots:\n      city:\n      - type: from_text', '4:7', 'FORM_SLOTS_AS_MAP'],
  ['forms:\n  f:\n    city:\n    - type: from_text', '2:3', 'FORM_SLOTS_AS_MAP'],
  ['intents:\n- greet: {triggers: action_greet}', '2:11', 'YAML_UNKNOWN_KEY'],
  ['entities:\n- city: {splits: true}', '2:10', 'YAML_UNKNOWN_KEY'],
  ['responses:\n  utter_a:\n  - {text: a, buttons: [{title: Go}]}', '3:25', 'YAML_KEY_MISSING'],
])('%j is read, with a warning at %s', async (yaml, place, code) => {
  const found = await problemsOf({ 'domain.yml': yaml });
  expect(found.join('\n')).toMatch(new RegExp(`^domain\\.yml:${place}: warning: .*\\[${code}\\]$`, 'm'));
});
