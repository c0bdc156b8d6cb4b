import { conformance } from './harness.js';
import { smallTalk as domain, noting, onlyStories } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/stories';
const reader = 'RasaHQ/rasa tests/shared/core/training_data/story_reader/test_yaml_story_reader.py';
const config = onlyStories;

conformance('of a text slot it counts that it is set, not to what', {
  from: 'rasa.com/docs/rasa/domain#text-slot',
  domain,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - size: small
  - intent: ask
  - action: utter_answer
`,
  actions: noting({ size: 'enormous' }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('slot_was_set: null says that the slot is empty', {
  from: `${docs}#slots`,
  domain,
  config,
  data: `
stories:
- story: empty
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - size: null
  - intent: ask
  - action: utter_answer
`,
  actions: noting({ size: 'small' }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: [] },
  ],
});

const named = (slot: string) => `
stories:
- story: named
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - ${slot}
  - intent: ask
  - action: utter_answer
`;

conformance('a text slot by its name alone stands for any text', {
  from: `${docs}#slots`,
  domain,
  config,
  data: named('size'),
  actions: noting({ size: 'tiny' }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('a list slot by its name stands for any list', {
  from: `${reader} (test_read_story_with_slots_default_values)`,
  domain,
  config,
  data: named('tags'),
  actions: noting({ tags: ['a', 'b'] }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('a truth value by its name alone counts as empty', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/story_reader/yaml_story_reader.py (_slot_default_value)',
  domain,
  config,
  data: named('vip'),
  actions: noting({ vip: true }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: [] },
  ],
});

for (const [name, story, slots, answer] of [
  ['a truth value that is as the story says', 'vip: true', { vip: true }, 'It is so.'],
  ['a truth value that is not as the story says', 'vip: true', { vip: false }, undefined],
  ['a category in other case', 'mood: good', { mood: 'GOOD' }, 'It is so.'],
  ['another category', 'mood: good', { mood: 'bad' }, undefined],
  ['a category of no name beside another of no name', 'mood: odd', { mood: 'strange' }, 'It is so.'],
  ['the same number', 'stars: 3', { stars: 3 }, 'It is so.'],
  ['another number', 'stars: 3', { stars: 4 }, undefined],
  ['a number beyond its range', 'stars: 5', { stars: 7 }, 'It is so.'],
  ['a slot of type any', 'note: x', { note: { y: 1 } }, 'It is so.'],
  ['a slot without influence', 'secret: x', {}, 'It is so.'],
] as const) {
  conformance(`a story goes by a slot: ${name}`, {
    from: 'rasa.com/docs/rasa/domain#slot-types',
    domain,
    config,
    data: named(story),
    actions: noting(slots),
    turns: [
      { user: '/greet', does: 'action_note' },
      { user: '/ask', bot: answer ?? [] },
    ],
  });
}
