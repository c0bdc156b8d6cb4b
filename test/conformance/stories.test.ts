import { conformance } from './harness.js';
import { smallTalk as domain, noting, onlyStories } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/stories';
const reader = 'RasaHQ/rasa tests/shared/core/training_data/story_reader/test_yaml_story_reader.py';
const config = onlyStories;

conformance('a story is followed turn by turn', {
  from: `${docs}#format`,
  domain,
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_more
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', bot: ['Hi!', 'More?'] },
    { user: '/bye', does: 'utter_bye' },
  ],
});

conformance('an action of a story names its policy and that it is sure', {
  from: 'rasa.com/docs/rasa/policies#memoization-policy',
  domain,
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet', has: [{ event: 'action', name: 'utter_hi', policy: 'MemoizationPolicy', confidence: 1 }] }],
});

conformance('stories join at a checkpoint', {
  from: `${docs}#checkpoints`,
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: greeted
- story: yes
  steps:
  - checkpoint: greeted
  - intent: affirm
  - action: utter_yes
- story: no
  steps:
  - checkpoint: greeted
  - intent: deny
  - action: utter_no
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: 'No.' },
  ],
});

conformance('a story goes on from any of several checkpoints', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories.yml (show_it_all)',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: greeted
- story: second
  steps:
  - intent: ask
  - action: utter_answer
  - checkpoint: answered
- story: then
  steps:
  - checkpoint: greeted
  - checkpoint: answered
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a story leads to several checkpoints', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/story_reader/story_step_builder.py (add_checkpoint)',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: one
  - checkpoint: other
- story: yes
  steps:
  - checkpoint: one
  - intent: affirm
  - action: utter_yes
- story: no
  steps:
  - checkpoint: other
  - intent: deny
  - action: utter_no
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: 'No.' },
  ],
});

conformance('a checkpoint in the middle of a story lets others in and out', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories.yml (check_intermediate)',
  domain,
  config,
  data: `
stories:
- story: whole
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: middle
  - intent: bye
  - action: utter_bye
- story: in
  steps:
  - intent: ask
  - action: utter_answer
  - checkpoint: middle
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a checkpoint lets pass only who has the slot', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py (Checkpoint.filter_trackers)',
  domain,
  config,
  data: `
stories:
- story: vip
  steps:
  - intent: greet
  - slot_was_set:
    - vip: true
  - action: utter_hi
  - checkpoint: greeted
- story: others
  steps:
  - intent: greet
  - action: utter_hello
  - checkpoint: greeted
- story: goodbye
  steps:
  - checkpoint: greeted
    slot_was_set:
    - vip: true
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/bye', bot: [] },
  ],
});

conformance('checkpoints that lead in a circle come to an end', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_with_cycle.yml',
  domain,
  config,
  data: `
stories:
- story: in
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: round
- story: around
  steps:
  - checkpoint: round
  - intent: ask
  - action: utter_answer
  - checkpoint: round
- story: out
  steps:
  - checkpoint: round
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a checkpoint right after an or is reached by each way', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_checkpoint_after_or.yml',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - or:
    - intent: affirm
    - intent: thank
  - checkpoint: pleased
- story: then
  steps:
  - checkpoint: pleased
  - action: utter_yes
`,
  turns: [{ user: '/thank', bot: 'Yes.' }],
});

const orStory = `
stories:
- story: or
  steps:
  - intent: greet
  - action: utter_hi
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_more
`;

for (const intent of ['affirm', 'thank']) {
  conformance(`an or takes /${intent}`, {
    from: `${docs}#or-statements`,
    domain,
    config,
    data: orStory,
    turns: [
      { user: '/greet', bot: 'Hi!' },
      { user: `/${intent}`, bot: 'More?' },
    ],
  });
}

conformance('an or takes no other intent', {
  from: `${docs}#or-statements`,
  domain,
  config,
  data: orStory,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: [] },
  ],
});

conformance('an or of slots takes each of the values', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_slot_was_set.yml',
  domain,
  config,
  data: `
stories:
- story: moods
  steps:
  - intent: greet
  - action: action_note
  - or:
    - slot_was_set:
      - mood: good
    - slot_was_set:
      - mood: bad
  - intent: ask
  - action: utter_answer
`,
  actions: noting({ mood: 'bad' }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('two equal or steps in one story', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_two_equal_or_statements.yml',
  domain,
  config,
  data: `
stories:
- story: twice
  steps:
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_yes
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_more
`,
  turns: [
    { user: '/affirm', bot: 'Yes.' },
    { user: '/thank', bot: 'More?' },
  ],
});

conformance('an or may name entities', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_and_entities.yml',
  domain,
  config,
  data: `
stories:
- story: entities
  steps:
  - or:
    - intent: inform
      entities:
      - topic: tattoos
    - intent: ask
  - action: utter_answer
`,
  turns: [{ user: '/inform{"topic": "care"}', bot: 'It is so.' }],
});

conformance('a message with text and intent counts by its intent', {
  from: 'RasaHQ/rasa rasa/core/featurizers/tracker_featurizers.py (_remove_user_text_from_states)',
  domain,
  config,
  data: `
stories:
- story: text and intent
  steps:
  - user: |
      hello there
    intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet', bot: 'Hi!' }],
});

conformance('a bot line is an action by its text', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_hybrid_e2e.yml',
  domain,
  config,
  data: `
stories:
- story: end to end
  steps:
  - intent: greet
  - bot: Good to see you.
  - intent: bye
  - action: utter_bye
`,
  turns: [
    {
      user: '/greet',
      bot: 'Good to see you.',
      has: [{ event: 'action', name: null, action_text: 'Good to see you.' }],
    },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('an entity of a story fills its slot, as it does in a conversation', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py (StoryStep.explicit_events)',
  domain,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size: small
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: 'It is so.', slots: { size: 'large' } }],
});

conformance('an entity without a value fills its slot too', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_and_entities_with_no_value.yml',
  domain,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: 'It is so.' }],
});

conformance('an entity fills a categorical slot with its value', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py (slots_for_entities)',
  domain,
  config,
  data: `
stories:
- story: good
  steps:
  - intent: inform
    entities:
    - mood: good
  - action: utter_yes
- story: bad
  steps:
  - intent: inform
    entities:
    - mood: bad
  - action: utter_no
`,
  turns: [{ user: '/inform{"mood": "Bad"}', bot: 'No.' }],
});

conformance('store_entities_as_slots: false leaves the slots of stories alone', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py (store_entities_as_slots)',
  domain: `${domain}\nconfig:\n  store_entities_as_slots: false\n`,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size: small
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: [] }],
});

conformance('an entity with a role is another than one without', {
  from: `${docs}#entities`,
  domain,
  config,
  data: `
stories:
- story: from
  steps:
  - intent: inform
    entities:
    - city: Rome
      role: from
  - action: utter_answer
- story: any
  steps:
  - intent: inform
    entities:
    - city: Rome
  - action: utter_more
`,
  meanings: {
    'from Oslo': { intent: 'inform', entities: [{ entity: 'city', role: 'from', value: 'Oslo' }] },
    Oslo: { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo' }] },
  },
  turns: [{ user: 'from Oslo', bot: 'It is so.', slots: { origin: 'Oslo' } }],
});

conformance('a story asks for the entities that it names', {
  from: `${docs}#entities`,
  domain,
  config,
  data: `
stories:
- story: topic
  steps:
  - intent: inform
    entities:
    - topic
  - action: utter_answer
`,
  turns: [{ user: '/inform', bot: [] }],
});

conformance('an ignored entity makes no difference to a story', {
  from: 'rasa.com/docs/rasa/domain#ignoring-entities-for-certain-intents',
  domain: domain.replace('intents: [greet,', 'intents: [{ greet: { ignore_entities: [topic] } },'),
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet{"topic": "weather"}', bot: 'Hi!' }],
});

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

conformance('a story within a form tells its unhappy path', {
  from: 'rasa.com/docs/rasa/forms#writing-stories--rules-for-unhappy-form-paths',
  domain,
  data: `
stories:
- story: in between
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: ask
  - action: utter_answer
  - action: book_form
  - slot_was_set:
    - size: large
  - active_loop: null
  - action: utter_booked
`,
  turns: [
    { user: '/book', bot: 'Which size?', loop: 'book_form' },
    { user: '/ask', bot: ['It is so.', 'Which size?'], does: ['utter_answer', 'book_form'], loop: 'book_form' },
    { user: '/inform{"size": "small"}', bot: 'Booked.', loop: null },
  ],
});

conformance('an action that begins a story is not learned, what follows it is', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_unpredictable.yml',
  domain,
  config,
  data: `
stories:
- story: begins with an action
  steps:
  - action: utter_hi
  - intent: affirm
  - action: utter_yes
`,
  turns: [{ user: '/affirm', bot: [] }],
});

conformance('a full retrieval intent in a story counts by its base', {
  from: `${reader} (retrieval intents)`,
  domain: domain
    .replace('ask, affirm', 'ask, faq, affirm')
    .replace('responses:', 'responses:\n  utter_faq/hours: [{ text: "From nine." }]'),
  config,
  data: `
stories:
- story: faq
  steps:
  - intent: faq/hours
  - action: utter_answer
`,
  turns: [{ user: '/faq', bot: 'It is so.' }],
});

conformance('metadata of a story and of a step change nothing', {
  from: `${reader} (metadata)`,
  domain,
  config,
  data: `
stories:
- story: one
  metadata:
    author: ann
  steps:
  - metadata: { note: hello }
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet', bot: 'Hi!' }],
});

conformance('a story that ends with a message listens', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py (_add_action_listen)',
  domain,
  data: `
stories:
- story: silent
  steps:
  - intent: thank
`,
  turns: [{ user: '/thank', bot: [], has: [{ name: 'action_listen', policy: 'MemoizationPolicy', confidence: 1 }] }],
});
