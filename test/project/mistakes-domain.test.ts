import { describe, test } from 'vitest';
import { expectProblems, type Mistake } from './mistakes.js';

describe('a file as such', () => {
  test.each<Mistake>([
    ['- intents\n', '1:1 error YAML_NOT_MAP'],
    ['just words\n', '1:1 error YAML_NOT_MAP'],
    ['intents: [greet\n', '2:1 error YAML_SYNTAX'],
    ['intents:\n- greet\nresponses:\n  utter_greet:\n  - text: Hi: you\n', '5:11 error YAML_SYNTAX'],
    ['intents:\n- "greet\n', '3:1 error YAML_SYNTAX'],
    ['slots:\n\tcity: {}\n', '2:1 error YAML_SYNTAX'],
    ['intents: [greet]\n---\nentities: [city]\n', '2:1 error YAML_SYNTAX'],
    ['intents: [greet]\nintents: [bye]\n', '2:1 error YAML_DUPLICATE_KEY'],
    ['intent: [greet]\n', '1:1 warning YAML_UNKNOWN_KEY'],
    ['{{intents}}: [greet]\n', '1:1 error YAML_KEY_NOT_TEXT'],
    ['slots:\n  a: &a {type: text}\n  b: *c\n', '3:6 error YAML_ALIAS_UNKNOWN', '3:6 error YAML_NOT_MAP'],
    ['slots: !map {a: {type: text}}\n', '1:8 error YAML_TAG_UNKNOWN'],
    ['intents: [@greet]\n', '1:11 error YAML_SYNTAX'],
    ['responses:\n  utter_a:\n  - text: "\\q"\n', '3:12 error YAML_SYNTAX'],
    ['? [a, b]\n: 1\n', '1:3 error YAML_KEY_NOT_TEXT'],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});

describe('intents, entities and actions', () => {
  test.each<Mistake>([
    ['intents:\n- greet\n - bye\n', '2:3 warning NAME_DASH'],
    ['intents: greet\n', '1:10 error YAML_NOT_LIST'],
    ['intents:\n- greet\n- greet\n', '3:3 error DOMAIN_DUPLICATE'],
    ['intents:\n- \n', '2:3 error YAML_NOT_TEXT'],
    ['intents:\n- [greet, bye]\n', '2:3 error YAML_NOT_TEXT'],
    ['intents:\n- greet:\n    use_entity: [city]\n', '3:5 warning YAML_UNKNOWN_KEY'],
    ['intents:\n- greet:\n  use_entities: [city]\n', '3:3 error YAML_UNKNOWN_KEY'],
    ['intents:\n- greet:\n    use_entities: [city]\n', '2:3 error ENTITY_UNKNOWN'],
    ['intents:\n- greet: 5\n', '2:10 error YAML_NOT_MAP'],
    ['entities:\n  city: {}\n', '2:3 error YAML_NOT_LIST'],
    ['entities:\n- city:\n    roles: from\n', '3:12 error YAML_NOT_LIST'],
    ['entities:\n- city:\n    role: [from]\n', '3:5 warning YAML_UNKNOWN_KEY'],
    ['entities:\n- city:\n    influence_conversation: 1\n', '3:29 error YAML_NOT_BOOLEAN'],
    ['actions: action_x\n', '1:10 error YAML_NOT_LIST'],
    ['actions:\n- action_x:\n    send_domain: maybe\n', '3:18 error YAML_NOT_BOOLEAN'],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});

describe('slots', () => {
  test.each<Mistake>([
    ['slots: [city]\n', '1:8 error YAML_NOT_MAP'],
    ['slots:\n  city: text\n', '2:9 error YAML_NOT_MAP'],
    ['slots:\n  city:\n    mappings: []\n', '2:3 error YAML_KEY_MISSING'],
    ['slots:\n  city:\n    type: txt\n', '3:11 error SLOT_TYPE_UNKNOWN'],
    ['slots:\n  city:\n    type: string\n', '3:11 error SLOT_TYPE_UNKNOWN'],
    ['slots:\n  city:\n    type: text\n    maping: []\n', '4:5 error YAML_UNKNOWN_KEY'],
    ['slots:\n  city:\n    type: text\n    influence_conversation: yes\n', '4:29 error YAML_NOT_BOOLEAN'],
    ['slots:\n  size:\n    type: categorical\n', '2:3 warning SLOT_VALUES_MISSING'],
    [
      'slots:\n  size:\n    type: categorical\n    values: small\n',
      '2:3 warning SLOT_VALUES_MISSING',
      '4:13 error YAML_NOT_LIST',
    ],
    [
      'slots:\n  size:\n    type: categorical\n    values: [small]\n    initial_value: large\n',
      '2:3 warning SLOT_INITIAL_VALUE',
    ],
    ['slots:\n  n:\n    type: float\n    min_value: 5\n    max_value: 1\n', '2:3 error SLOT_RANGE'],
    ['slots:\n  n:\n    type: float\n    initial_value: 7\n', '2:3 warning SLOT_INITIAL_OUTSIDE'],
    ['slots:\n  n:\n    type: float\n    min_value: low\n', '4:16 error YAML_NOT_NUMBER'],
    ['slots:\n  b:\n    type: bool\n    initial_value: sometimes\n', '2:3 warning SLOT_INITIAL_VALUE'],
    ['slots:\n  a:\n    type: any\n    influence_conversation: true\n', '2:3 error SLOT_ANY_INFLUENCES'],
    ['slots:\n  city:\n    type: text\n    mappings:\n      type: from_text\n', '5:7 error YAML_NOT_LIST'],
    ['slots:\n  city:\n    type: text\n    mappings:\n    - from_text\n', '5:7 error YAML_NOT_MAP'],
    [
      'slots:\n  city:\n    type: text\n    mappings:\n    - type: from_entiti\n      entity: city\n',
      '5:13 error MAPPING_TYPE_UNKNOWN',
    ],
    ['slots:\n  city:\n    type: text\n    mappings:\n    - type: from_entity\n', '5:7 error YAML_KEY_MISSING'],
    [
      'slots:\n  city:\n    type: text\n    mappings:\n    - type: from_intent\n      intent: greet\n',
      '5:7 error YAML_KEY_MISSING',
    ],
    [
      'slots:\n  city:\n    type: text\n    mappings:\n    - type: from_text\n      intents: [greet]\n',
      '6:7 warning YAML_UNKNOWN_KEY',
    ],
    [
      'slots:\n  city:\n    type: text\n    mappings:\n    - type: from_text\n      conditions:\n        active_loop: x\n',
      '7:9 error YAML_NOT_LIST',
    ],
    [
      'slots:\n  city:\n    type: text\n    mappings:\n    - type: from_text\n      conditions:\n      - requested_slot: city\n',
      '7:9 warning MAPPING_CONDITION_LOOPLESS',
    ],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});

describe('forms', () => {
  test.each<Mistake>([
    ['forms: [book_form]\n', '1:8 error YAML_NOT_MAP'],
    ['forms:\n  book_form:\n    slots: [city]\n', '2:3 warning FORM_SLOTS_AS_MAP', '2:3 error SLOT_UNKNOWN'],
    ['forms:\n  book_form:\n    required_slots: city\n', '3:21 error YAML_NOT_LIST'],
    ['forms:\n  book_form:\n    required_slots: [city]\n', '2:3 error SLOT_UNKNOWN'],
    ['forms:\n  book_form:\n    required_slots: []\n    ignored_intent: greet\n', '4:5 warning YAML_UNKNOWN_KEY'],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});

describe('responses', () => {
  test.each<Mistake>([
    ['responses:\n- utter_greet\n', '2:1 error YAML_NOT_MAP'],
    ['responses:\n  utter_greet: Hi!\n', '2:16 error YAML_NOT_LIST'],
    ['responses:\n  utter_greet:\n  - Hi!\n', '3:5 error YAML_NOT_MAP'],
    ['responses:\n  utter_greet:\n    text: Hi!\n', '3:5 error YAML_NOT_LIST'],
    ['responses:\n  utter_greet: []\n', '2:3 error RESPONSE_EMPTY'],
    ['responses:\n  utter_greet:\n  - txt: Hi!\n', '3:5 error YAML_UNKNOWN_KEY', '3:5 error RESPONSE_EMPTY'],
    [
      'responses:\n  utter_greet:\n  - channel: rest\n',
      '3:5 error RESPONSE_EMPTY',
      '3:5 warning RESPONSE_CHANNEL_ONLY',
    ],
    ['responses:\n  greet:\n  - text: Hi!\n', '2:3 warning RESPONSE_NAME'],
    ['responses:\n  utter_greet:\n  - text: [Hi]\n', '3:11 error YAML_NOT_TEXT'],
    ['responses:\n  utter_greet:\n  - text: Hi\n    buttons:\n      title: A\n', '5:7 error YAML_NOT_LIST'],
    ['responses:\n  utter_greet:\n  - text: Hi\n    buttons:\n    - A\n', '5:7 error YAML_NOT_MAP'],
    ['responses:\n  utter_greet:\n  - text: Hi\n    buttons:\n    - title: A\n', '5:7 warning YAML_KEY_MISSING'],
    [
      'responses:\n  utter_greet:\n  - text: Hi\n    condition:\n    - type: slot\n      name: vip\n',
      '5:7 error YAML_KEY_MISSING',
    ],
    [
      'responses:\n  utter_greet:\n  - text: Hi\n    condition:\n    - type: intent\n      name: vip\n      value: 1\n',
      '5:13 error YAML_UNKNOWN_KEY',
    ],
    [
      'responses:\n  utter_greet:\n  - text: Hi\n    id: a\n  - text: Ho\n    id: a\n',
      '5:5 error RESPONSE_ID_REPEATED',
    ],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});

describe('the rest of the domain', () => {
  test.each<Mistake>([
    ['session_config:\n  session_expiration_time: soon\n', '2:28 error YAML_NOT_NUMBER'],
    ['session_config: 60\n', '1:17 error YAML_NOT_MAP'],
    ['session_config:\n  session_expiration: 60\n', '2:3 warning YAML_UNKNOWN_KEY'],
    ['config:\n  store_entities: true\n', '2:3 warning YAML_UNKNOWN_KEY'],
    ['e2e_actions: Hi\n', '1:14 error YAML_NOT_LIST'],
  ])('%j', (text, ...expected) => expectProblems('domain.yml', text, expected));
});
