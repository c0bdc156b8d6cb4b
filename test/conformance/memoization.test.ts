import { conformance } from './harness.js';
import { smallTalk as domain, noting } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/policies#memoization-policy';
const augmented = 'rasa.com/docs/rasa/policies#augmented-memoization-policy';
const tests = 'RasaHQ/rasa tests/core/policies/test_memoization.py';

const memory = (name: string, settings = '') => `
policies:
- name: ${name}
${settings}`;

const config = memory('MemoizationPolicy');

const chat = `
stories:
- story: chat
  steps:
  - intent: greet
  - action: utter_hi
  - intent: ask
  - action: utter_answer
  - intent: thank
  - action: utter_more
  - intent: bye
  - action: utter_bye
`;

conformance('what no story knows is not answered', {
  from: docs,
  domain,
  config,
  data: chat,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: [] },
  ],
});

conformance('a story in another order is not the same', {
  from: docs,
  domain,
  config,
  data: chat,
  turns: [{ user: '/ask', bot: [] }],
});

conformance('only max_history states are looked at', {
  from: 'rasa.com/docs/rasa/policies#max-history',
  domain,
  config: memory('MemoizationPolicy', '  max_history: 1\n'),
  data: chat,
  turns: [
    { user: '/deny', bot: [] },
    { user: '/thank', bot: 'More?' },
    { user: '/greet', bot: 'Hi!' },
  ],
});

conformance('max_history: null looks at all of it', {
  from: `${tests} (max_history None)`,
  domain,
  config: memory('MemoizationPolicy', '  max_history: null\n'),
  data: chat,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/thank', bot: 'More?' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('five states by default let another story take over', {
  from: docs,
  domain,
  config,
  data: `
stories:
- story: chat
  steps:
  - intent: greet
  - action: utter_hi
  - intent: ask
  - action: utter_answer
- story: round
  steps:
  - intent: affirm
  - action: utter_yes
  - intent: greet
  - action: utter_hi
  - intent: ask
  - action: utter_answer
  - intent: thank
  - action: utter_more
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/thank', bot: 'More?' },
  ],
});

conformance('stories that differ in what follows the same are both forgotten there', {
  from: 'RasaHQ/rasa rasa/core/policies/memoization.py (ambiguous_feature_keys)',
  domain,
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
- story: other
  steps:
  - intent: greet
  - action: utter_hello
`,
  turns: [{ user: '/greet', bot: [] }],
});

conformance('use_nlu_confidence_as_score: as sure as the NLU', {
  from: `${tests} (test_memorise_with_nlu)`,
  domain,
  config: memory('MemoizationPolicy', '  use_nlu_confidence_as_score: true\n'),
  data: chat,
  turns: [{ user: '/greet@0.7', bot: 'Hi!', has: [{ name: 'utter_hi', confidence: 0.7 }] }],
});

conformance('the settings of Rasa 3 are taken as they are', {
  from: docs,
  domain,
  config: memory(
    'MemoizationPolicy',
    '  max_history: 3\n  priority: 3\n  enable_feature_string_compression: true\n  use_nlu_confidence_as_score: false\n',
  ),
  data: chat,
  turns: [{ user: '/greet', bot: 'Hi!' }],
});

conformance('a slot that no story speaks of stands in the way', {
  from: augmented,
  domain: domain.replace('vip:', 'seen: { type: bool, mappings: [{ type: custom }] }\n  vip:'),
  config,
  actions: noting({ seen: true }),
  data: `
stories:
- story: note
  steps:
  - intent: affirm
  - action: action_note
- story: chat
  steps:
  - intent: affirm
  - action: action_note
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/affirm' }, { user: '/greet', bot: [] }],
});

conformance('the augmented policy forgets the slot, and answers', {
  from: `${tests} (test_augmented_prediction)`,
  domain: domain.replace('vip:', 'seen: { type: bool, mappings: [{ type: custom }] }\n  vip:'),
  config: memory('AugmentedMemoizationPolicy'),
  actions: noting({ seen: true }),
  data: `
stories:
- story: note
  steps:
  - intent: affirm
  - action: action_note
- story: chat
  steps:
  - intent: greet
  - action: utter_hi
`,
  turns: [
    { user: '/affirm', does: 'action_note' },
    { user: '/greet', bot: 'Hi!', has: [{ name: 'utter_hi', policy: 'AugmentedMemoizationPolicy' }] },
  ],
});

conformance('the augmented policy forgets turns that come before the story', {
  from: `${tests} (test_augmented_prediction_across_max_history_actions)`,
  domain,
  config: memory('AugmentedMemoizationPolicy', '  max_history: 4\n'),
  data: chat,
  turns: [
    { user: '/deny', bot: [] },
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/thank', bot: 'More?' },
  ],
});

conformance('the augmented policy minds the intent for all that', {
  from: `${tests} (test_aug_pred_sensitive_to_intent_across_max_history_actions)`,
  domain,
  config: memory('AugmentedMemoizationPolicy', '  max_history: 2\n'),
  data: chat,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/never', bot: [] },
  ],
});

conformance('a memory of glued stories is not made: where two stories join, nothing is remembered', {
  from: 'RasaHQ/rasa rasa/core/policies/memoization.py (train: no augmented trackers)',
  domain,
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
- story: other
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: [] },
  ],
});
