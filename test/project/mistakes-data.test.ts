import { describe, test } from 'vitest';
import { expectProblems, type Mistake } from './mistakes.js';

describe('NLU examples', () => {
  test.each<Mistake>([
    ['nlu:\n  intent: greet\n', '2:3 error YAML_NOT_LIST'],
    ['nlu:\n- intent: greet\n', '2:3 error YAML_KEY_MISSING'],
    ['nlu:\n- greet\n', '2:3 error YAML_NOT_MAP'],
    ['nlu:\n- intnt: greet\n  examples: |\n    - hi\n', '2:3 error NLU_ITEM_UNKNOWN'],
    ['nlu:\n- intent: greet\n  example: |\n    - hi\n', '2:3 error YAML_KEY_MISSING', '3:3 error YAML_UNKNOWN_KEY'],
    ['nlu:\n- intent: greet\n  examples:\n  - hi\n', '4:3 error EXAMPLES_NOT_BLOCK'],
    ['nlu:\n- intent: greet\n  examples: >\n    - hi\n    - ho\n', '3:13 error EXAMPLES_FOLDED'],
    ['nlu:\n- intent: greet\n  examples: |\n    hi\n', '3:13 warning EXAMPLES_NONE', '4 warning EXAMPLE_WITHOUT_DASH'],
    ['nlu:\n- intent: greet\n  examples: |\n    - hi\n    -\n', '5 warning EXAMPLE_EMPTY'],
    ['nlu:\n- intent: greet\n  examples: |\n', '3:13 error YAML_NOT_TEXT'],
    ['nlu:\n- intent: greet\n  examples: |\n    - to [Rome]{"entity": "city"\n', '4 warning EXAMPLE_MARKUP_LIKE'],
    ['nlu:\n- intent: greet\n  examples: |\n    - to [Rome]{"entity": city}\n', '4 error ENTITY_MARKUP_BROKEN'],
    [
      'nlu:\n- intent: greet\n  examples: |\n    - to [Rome]{"role": "to", "entity": ""}\n',
      '4 error ENTITY_MARKUP_BROKEN',
    ],
    ['nlu:\n- text: hi\n', '2:3 error YAML_KEY_MISSING'],
    [
      'nlu:\n- text: hi\n  intent: greet\n  entities:\n  - {entity: city, start: 1, end: 9}\n',
      '5:5 error ENTITY_POSITION',
    ],
    [
      'nlu:\n- text: hi\n  intent: greet\n  entities:\n  - {entity: city, start: one, end: 2}\n',
      '5:27 error YAML_NOT_NUMBER',
    ],
    ['nlu:\n- synonym: Rome\n', '2:3 error YAML_KEY_MISSING'],
    [
      'nlu:\n- synonym: Rome\n  examples: |\n    - roma\n- synonym: Roma\n  examples: |\n    - roma\n',
      '7 warning SYNONYM_CLASH',
    ],
    ['nlu:\n- regex: zip\n  examples: |\n    - "[0-9"\n', '4 warning REGEX_INVALID'],
    ['nlu:\n- regex: zip\n  pattern: |\n    - [0-9]\n', '2:3 error YAML_KEY_MISSING', '3:3 error YAML_UNKNOWN_KEY'],
    ['nlu:\n- lookup: city\n  examples: cities.txt\n', '3:13 error LOOKUP_FILE_MISSING'],
    ['regex:\n- regex: zip\n', '1:1 warning YAML_UNKNOWN_KEY'],
    ['nlu:\n- intent: greet\n  examples: |\n    - to [Rome] (city)\n', '4 warning EXAMPLE_MARKUP_LIKE'],
    ['nlu:\n- intent: greet\n  examples: |\n    - to [Rome](city\n', '4 warning EXAMPLE_MARKUP_LIKE'],
  ])('%j', (text, ...expected) => expectProblems('data/nlu.yml', text, expected));
});

describe('stories', () => {
  test.each<Mistake>([
    ['stories:\n  story: a\n', '2:3 error YAML_NOT_LIST'],
    ['stories:\n- a\n', '2:3 error YAML_NOT_MAP'],
    ['stories:\n- steps:\n  - intent: greet\n', '2:3 error YAML_KEY_MISSING'],
    ['stories:\n- story: a\n', '2:3 warning STEPS_NONE'],
    ['stories:\n- story: a\n  steps: []\n', '2:3 warning STEPS_NONE'],
    ['stories:\n- story: a\n  steps: greet\n', '3:10 error YAML_NOT_LIST'],
    ['stories:\n- story: a\n  steps:\n  - greet\n', '4:5 error STEP_UNKNOWN'],
    ['stories:\n- story: a\n  steps:\n  - intents: greet\n', '4:5 error STEP_UNKNOWN'],
    ['stories:\n- story: a\n  steps:\n  - intent: greet\n    action: utter_greet\n', '5:5 error YAML_UNKNOWN_KEY'],
    ['stories:\n- story: a\n  steps:\n  - action:\n', '4:12 error YAML_NOT_TEXT'],
    ['stories:\n- story: a\n  steps:\n  - intent: greet\n    entities: city\n', '5:15 error YAML_NOT_LIST'],
    [
      'stories:\n- story: a\n  steps:\n  - intent: greet\n    entities:\n    - city: Rome\n      size: 5\n',
      '7:7 error YAML_UNKNOWN_KEY',
    ],
    [
      'stories:\n- story: a\n  steps:\n  - or:\n    - action: utter_greet\n    - action: utter_bye\n',
      '5:7 error OR_ALTERNATIVE',
      '6:7 error OR_ALTERNATIVE',
    ],
    ['stories:\n- story: a\n  steps:\n  - or: greet\n', '4:9 error YAML_NOT_LIST'],
    ['stories:\n- story: a\n  steps:\n  - slot_was_set: city\n', '4:19 error YAML_NOT_LIST'],
    ['stories:\n- story: a\n  steps:\n  - slot_was_set:\n    - city: Rome\n', '5:7 error SLOT_UNKNOWN'],
    ['stories:\n- story: a\n  steps:\n  - active_loop: [a]\n', '4:18 error YAML_NOT_TEXT'],
    ['stories:\n- story: a\n  steps:\n  - checkpoint:\n', '4:16 error YAML_NOT_TEXT'],
    ['stories:\n- story: a\n  steps:\n  - user: |\n      /greet{"a": }\n', '4:5 error STEP_LITERAL'],
    ['stories:\n- story: a\n  step:\n  - intent: greet\n', '3:3 error YAML_UNKNOWN_KEY'],
    ['stories:\n- rule: a\n  steps:\n  - intent: greet\n', '2:3 error YAML_KEY_MISSING'],
  ])('%j', (text, ...expected) => expectProblems('data/stories.yml', text, expected));
});

describe('rules', () => {
  test.each<Mistake>([
    ['rules:\n- story: a\n  steps:\n  - intent: greet\n', '2:3 error YAML_KEY_MISSING'],
    [
      'rules:\n- rule: a\n  conditions:\n  - active_loop: x\n  steps:\n  - intent: greet\n',
      '3:3 error YAML_UNKNOWN_KEY',
    ],
    [
      'rules:\n- rule: a\n  condition:\n  - intent: greet\n  steps:\n  - action: action_listen\n',
      '4:5 error RULE_CONDITION',
    ],
    ['rules:\n- rule: a\n  conversation_start: yes\n  steps:\n  - intent: greet\n', '3:23 error YAML_NOT_BOOLEAN'],
    ['rules:\n- rule: a\n  wait_for_user_input: 0\n  steps:\n  - intent: greet\n', '3:24 error YAML_NOT_BOOLEAN'],
    ['rules:\n- rule: a\n  steps:\n  - user: hello there\n  - action: action_listen\n', '4:5 warning RULE_END_TO_END'],
  ])('%j', (text, ...expected) => expectProblems('data/rules.yml', text, expected));
});
