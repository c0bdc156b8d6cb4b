import { expect, test } from 'vitest';
import { type Problem, throwProblems } from '../../core/project/problem.js';
import { parseYaml } from '../../core/project/yaml.js';
import { expectMap } from '../../core/project/yaml-expect.js';
import { readRules, readStories } from '../../core/training-data/read-stories.js';
import { storyOfEvents } from '../../core/training-data/story-of-events.js';
import { writeStories } from '../../core/training-data/write-stories.js';

function read(yaml: string) {
  const problems: Problem[] = [];
  const tree = parseYaml(yaml, 'stories.yml', problems);
  const root = tree && expectMap(tree, 'The file', problems);
  const stories = root?.entries.get('stories');
  const rules = root?.entries.get('rules');
  throwProblems(problems);
  return {
    stories: stories ? readStories(stories.value, problems) : [],
    rules: rules ? readRules(rules.value, problems) : [],
  };
}

const everything = `version: "3.1"
stories:
- story: "all: of it"
  metadata:
    author: ann
  steps:
  - checkpoint: begin
    slot_was_set:
    - city: Rome
  - intent: book
    entities:
    - date
    - city: Rome
      role: to
  - or:
    - intent: affirm
    - slot_was_set:
      - sure: true
  - action: book_form
  - active_loop: book_form
  - slot_was_set:
    - requested_slot: null
  - active_loop: null
  - user: |-
      and then [home](city)
  - bot: "Yes: go."
  - checkpoint: end
rules:
- rule: stop
  condition:
  - active_loop: book_form
  conversation_start: true
  steps:
  - intent: stop
  - action: action_stop
  wait_for_user_input: false
`;

test('what was read is written the same', () => {
  expect(writeStories(read(everything))).toBe(everything);
});

test('a conversation test has the annotated text and the intent', () => {
  const { stories } = read(`stories:
- story: s
  steps:
  - user: "from [Rome]{\\"entity\\": \\"city\\", \\"role\\": \\"from\\"}"
    intent: travel
`);
  expect(writeStories({ stories }, { test: true })).toBe(`version: "3.1"
stories:
- story: s
  steps:
  - intent: travel
    user: |-
      from [Rome]{"entity":"city","role":"from"}
`);
});

test('a remark stands at the end of the line', () => {
  const written = writeStories(read('stories:\n- story: s\n  steps:\n  - intent: hi\n  - action: utter_hi\n'), {
    commentOf: (step) => (step.type === 'action' ? 'predicted: utter_bye' : undefined),
  });
  expect(written).toMatch(/^ {2}- intent: hi\n {2}- action: utter_hi {2}# predicted: utter_bye$/m);
});

const parsed = (text: string, intent: string) => ({
  text,
  intent: { name: intent, confidence: 1 },
  entities: [{ entity: 'city', value: 'Rome', start: 3, end: 7 }],
  intent_ranking: [],
});

test('a conversation tells a story', () => {
  const story = storyOfEvents('ann', [
    { event: 'action', name: 'action_session_start' },
    { event: 'action', name: 'action_listen' },
    { event: 'user', text: 'to Rome', parse_data: parsed('to Rome', 'travel') },
    { event: 'slot', name: 'city', value: 'Rome' },
    { event: 'user_featurization', use_text_for_featurization: false },
    { event: 'action', name: 'utter_ok' },
    { event: 'bot', text: 'OK.', data: {} },
    { event: 'action', name: 'action_listen' },
    { event: 'user', text: 'in Rome', parse_data: parsed('in Rome', 'travel') },
    { event: 'user_featurization', use_text_for_featurization: true },
    { event: 'action', name: null, action_text: 'Fine.' },
  ]);
  expect(writeStories({ stories: [story] }, { test: true })).toBe(`version: "3.1"
stories:
- story: ann
  steps:
  - intent: travel
    user: |-
      to [Rome](city)
  - slot_was_set:
    - city: Rome
  - action: utter_ok
  - user: |-
      in [Rome](city)
  - bot: Fine.
`);
});

test('a retrieval intent is told with the answer that was chosen', () => {
  const parse_data = {
    ...parsed('when do you open', 'faq'),
    entities: [],
    response_selector: { all_retrieval_intents: [], default: { response: { intent_response_key: 'faq/hours' } } },
  };
  const story = storyOfEvents('ann', [{ event: 'user', text: 'when do you open', parse_data }]);
  expect(story.steps).toMatchObject([{ type: 'user', intent: 'faq/hours' }]);
});

test('mentions that markup cannot show together are told one at a time', () => {
  const parse_data = {
    ...parsed('to Rome', 'travel'),
    entities: [
      { entity: 'city', value: 'Rome', start: 3, end: 7 },
      { entity: 'place', value: 'Rome', start: 3, end: 7 },
      { entity: 'part', value: 'ome', start: 4, end: 7 },
    ],
  };
  const story = storyOfEvents('ann', [{ event: 'user', text: 'to Rome', parse_data }]);
  expect(writeStories({ stories: [story] }, { test: true })).toContain(
    'to [Rome][{"entity":"city"},{"entity":"place"}]\n',
  );
});
