import { ActionRejected, defineAction } from '../../core/actions/action.js';
import { conformance } from './harness.js';
import { bookRules, smallTalk as domain } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/policies#policy-priority';
const tests = 'RasaHQ/rasa tests/core/policies/test_ensemble.py';
const source = 'RasaHQ/rasa rasa/core/policies/ensemble.py';

const both = `
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: greet
  steps:
  - intent: greet
  - action: utter_hello
- story: ask
  steps:
  - intent: ask
  - action: utter_answer
`;

const policies = (rules = '', memory = '') => `
policies:
- name: MemoizationPolicy
${memory}
- name: RulePolicy
  check_for_contradictions: false
${rules}`;

conformance('of two as sure the rule wins, in whatever order they are named', {
  from: docs,
  domain,
  config: policies(),
  data: both,
  turns: [{ user: '/greet', bot: 'Hi!', has: [{ name: 'utter_hi', policy: 'RulePolicy' }] }],
});

conformance('a priority of the config changes who wins', {
  from: docs,
  domain,
  config: policies('', '  priority: 7\n'),
  data: both,
  turns: [{ user: '/greet', bot: 'Hello!', has: [{ name: 'utter_hello', policy: 'MemoizationPolicy' }] }],
});

conformance('who is surer wins over who has the higher priority', {
  from: `${source} (_choose_best_prediction)`,
  domain,
  config: policies('  use_nlu_confidence_as_score: true\n'),
  data: both,
  turns: [{ user: '/greet@0.8', bot: 'Hello!' }],
});

conformance('a story is surer than the fallback', {
  from: docs,
  domain,
  config: policies(),
  data: both,
  turns: [{ user: '/ask', bot: 'It is so.', has: [{ policy: 'MemoizationPolicy', name: 'utter_answer' }] }],
});

conformance('a story less sure than the fallback gives way to it', {
  from: 'rasa.com/docs/rasa/fallback-handoff#handling-low-action-confidence',
  domain,
  config: policies('  core_fallback_threshold: 0.4\n', '  use_nlu_confidence_as_score: true\n'),
  data: both,
  turns: [{ user: '/ask@0.35', bot: 'Sorry?', has: [{ name: 'action_default_fallback', confidence: 0.4 }] }],
});

conformance('a form that is running goes before a story, however sure that is', {
  from: `${source} (no user predictions overrule all others)`,
  domain,
  config: policies('', '  priority: 9\n'),
  data: `
rules:
${bookRules}
stories:
- story: out of the form
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: inform
    entities:
    - size: small
  - action: utter_more
`,
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/inform{"size": "small"}', bot: 'Booked.', has: [{ name: 'book_form', policy: 'RulePolicy' }] },
  ],
});

conformance('every message is followed by how it was read', {
  from: `${source} (DefinePrevUserUtteredFeaturization)`,
  domain,
  data: `
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_more
`,
  turns: [
    {
      user: '/greet',
      events: [
        'user /greet',
        { event: 'user_featurization', use_text_for_featurization: false },
        'action utter_hi',
        'bot Hi!',
        'action utter_more',
        'bot More?',
        'action action_listen',
      ],
    },
  ],
});

const refusing = defineAction({
  name: 'action_refuse',
  run: () => {
    throw new ActionRejected('not me');
  },
});

conformance('an action that has just rejected is out', {
  from: `${tests} (test_default_predict_excludes_rejected_action)`,
  domain,
  actions: [refusing],
  config: policies(),
  data: `
rules:
- rule: refuse
  steps:
  - intent: greet
  - action: action_refuse
stories:
- story: instead
  steps:
  - intent: greet
  - action: utter_hello
`,
  turns: [{ user: '/greet', bot: 'Hello!', has: ['action_execution_rejected action_refuse'] }],
});

conformance('a rule whose action has rejected leaves its fallback', {
  from: `${tests} (test_default_predict_excludes_rejected_action)`,
  domain,
  actions: [refusing],
  data: `
rules:
- rule: refuse
  steps:
  - intent: greet
  - action: action_refuse
`,
  turns: [{ user: '/greet', bot: 'Sorry?', has: ['action_execution_rejected action_refuse'] }],
});

conformance('when nobody has an opinion the bot listens, under the name of the first policy', {
  from: `${source} (max of all-zero probabilities is action_listen)`,
  domain,
  config: '\npolicies:\n- name: MemoizationPolicy\n',
  data: both
    .split('stories:')
    .slice(1)
    .map((stories) => `stories:${stories}`)
    .join(''),
  turns: [{ user: '/never', bot: [], has: [{ name: 'action_listen', policy: 'MemoizationPolicy', confidence: 0 }] }],
});

conformance('a config in the way of Rasa 3 is taken with its learned policies', {
  from: 'rasa.com/docs/rasa/policies#ted-policy',
  domain,
  config: `
policies:
- name: MemoizationPolicy
  max_history: 5
- name: RulePolicy
  core_fallback_threshold: 0.3
  core_fallback_action_name: "action_default_fallback"
  enable_fallback_prediction: True
- name: UnexpecTEDIntentPolicy
  max_history: 5
  epochs: 2
- name: TEDPolicy
  max_history: 5
  epochs: 2
  constrain_similarities: true
`,
  data: `
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: ask
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('settings that are left over from earlier policies do no harm', {
  from: 'RasaHQ/rasa rasa/core/policies/policy.py (config is a dictionary)',
  domain,
  config: `
policies:
- name: RulePolicy
  max_history: 5
  nlu_threshold: 0.4
- name: MemoizationPolicy
  epochs: 100
  featurizer:
  - name: MaxHistoryTrackerFeaturizer
    max_history: 1
`,
  data: `
stories:
- story: chat
  steps:
  - intent: greet
  - action: utter_hi
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/ask', bot: 'It is so.' },
  ],
});
