import { conformance } from './harness.js';
import { smallTalk as domain, onlyStories } from './small-talk.js';

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
