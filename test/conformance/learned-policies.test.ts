import { conformance } from './harness.js';

const domain = `
version: "3.1"
intents: [greet, order, affirm, deny, hours, thank, bye, sing]
responses:
  utter_greet: [{ text: Hello! }]
  utter_sure: [{ text: Shall I order it? }]
  utter_ordered: [{ text: Ordered. }]
  utter_kept: [{ text: Then not. }]
  utter_hours: [{ text: From nine. }]
  utter_welcome: [{ text: You are welcome. }]
  utter_bye: [{ text: So long. }]
  utter_default: [{ text: Pardon? }]
  utter_odd: [{ text: I asked nothing. }]
`;

const stories = `
version: "3.1"
rules:
- rule: hours
  steps:
  - intent: hours
  - action: utter_hours
stories:
- story: orders
  steps:
  - intent: greet
  - action: utter_greet
  - intent: order
  - action: utter_sure
  - intent: affirm
  - action: utter_ordered
- story: does not
  steps:
  - intent: greet
  - action: utter_greet
  - intent: order
  - action: utter_sure
  - intent: deny
  - action: utter_kept
  - intent: thank
  - action: utter_welcome
- story: comes to order
  steps:
  - intent: order
  - action: utter_sure
  - intent: affirm
  - action: utter_ordered
  - intent: thank
  - action: utter_welcome
  - intent: bye
  - action: utter_bye
- story: only looks
  steps:
  - intent: greet
  - action: utter_greet
  - intent: bye
  - action: utter_bye
`;

const rasaConfig = (...learned: readonly string[]) => `
policies:
- name: MemoizationPolicy
  max_history: 5
- name: RulePolicy
${learned.map((policy) => `- name: ${policy}\n`).join('')}`;

conformance('a learned policy goes on where no story has gone, and leaves the fallback what no story has', {
  from: 'rasa.com/docs/rasa/policies#ted-policy',
  domain,
  data: stories,
  config: rasaConfig('TEDPolicy\n  max_history: 5\n  epochs: 100'),
  turns: [
    { user: '/bye', bot: 'So long.', has: [{ name: 'utter_bye', policy: 'LearnedPolicy' }] },
    { user: '/order', bot: 'Shall I order it?' },
    { user: '/hours', bot: 'From nine.' },
    { user: '/deny', bot: 'Then not.' },
    { user: '/order', bot: 'Shall I order it?' },
    { user: '/affirm', bot: 'Ordered.' },
    { user: '/sing', bot: 'Pardon?' },
    { user: '/thank', bot: 'You are welcome.' },
  ],
});

conformance('without memory a learned policy follows its stories', {
  from: 'rasa.com/docs/rasa/policies#ted-policy',
  domain,
  data: stories,
  config: '\npolicies:\n- name: RulePolicy\n- name: TEDPolicy\n',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/order', bot: 'Shall I order it?' },
    { user: '/deny', bot: 'Then not.' },
    { user: '/thank', bot: 'You are welcome.' },
  ],
});

conformance('a rule answers an intent that is unlikely where it comes', {
  from: 'rasa.com/docs/rasa/policies#unexpected-intent-policy',
  domain,
  data: stories.replace(
    'stories:',
    '- rule: odd\n  steps:\n  - action: action_unlikely_intent\n  - action: utter_odd\nstories:',
  ),
  config: rasaConfig('UnexpecTEDIntentPolicy\n  max_history: 5', 'TEDPolicy\n  max_history: 5'),
  turns: [
    { user: '/greet', bot: 'Hello!' },
    {
      user: '/deny',
      bot: 'I asked nothing.',
      has: [{ name: 'action_unlikely_intent', policy: 'UnlikelyIntentPolicy' }],
    },
    { user: '/order', bot: 'Shall I order it?' },
    { user: '/hours', bot: 'From nine.' },
  ],
});

conformance('what an unlikely intent leads to without a rule is up to the other policies', {
  from: 'rasa.com/docs/rasa/policies#unexpected-intent-policy',
  domain,
  data: stories,
  config: rasaConfig('UnexpecTEDIntentPolicy'),
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/deny', bot: 'Pardon?', does: ['action_unlikely_intent', 'action_default_fallback'] },
  ],
});

conformance('a config without policies has rules, memory and what was learned from stories', {
  from: 'rasa.com/docs/rasa/model-configuration#suggested-config',
  domain,
  data: stories,
  config: '\nrecipe: default.v1\nlanguage: en\npolicies:\n# - name: RulePolicy\n',
  turns: [
    { user: '/greet', bot: 'Hello!', has: [{ name: 'utter_greet', policy: 'MemoizationPolicy' }] },
    { user: '/hours', bot: 'From nine.', has: [{ name: 'utter_hours', policy: 'RulePolicy' }] },
    { user: '/thank', bot: 'You are welcome.', has: [{ name: 'utter_welcome', policy: 'LearnedPolicy' }] },
    { user: '/sing', bot: 'Pardon?' },
  ],
});

const bakery = `
version: "3.1"
intents: [greet, bye]
responses:
  utter_greet: [{ text: Hello! }]
  utter_bye: [{ text: So long. }]
  utter_oven: [{ text: It is in the oven. }]
  utter_default: [{ text: Pardon? }]
`;

const spoken = `
version: "3.1"
stories:
- story: bread by its words
  steps:
  - intent: greet
  - action: utter_greet
  - user: is the rye bread ready yet
  - action: utter_oven
  - user: how long will it take
  - bot: Ten more minutes.
- story: at once
  steps:
  - user: when is the bread ready
  - action: utter_oven
  - user: that takes too long
  - bot: I am sorry.
  - intent: bye
  - action: utter_bye
- story: hello and goodbye
  steps:
  - intent: greet
  - action: utter_greet
  - intent: bye
  - action: utter_bye
`;

conformance('a message that stories say by its text is answered by its words, intents as ever', {
  from: 'rasa.com/docs/rasa/stories#end-to-end-training',
  domain: bakery,
  data: spoken,
  config: rasaConfig('TEDPolicy\n  max_history: 5'),
  meanings: { 'Is the bread ready?': { intent: 'bye', confidence: 0.4 }, 'Good morning': 'greet', Bye: 'bye' },
  turns: [
    { user: 'Good morning', bot: 'Hello!', has: [{ event: 'user_featurization', use_text_for_featurization: false }] },
    {
      user: 'Is the bread ready?',
      bot: 'It is in the oven.',
      has: [
        { event: 'user_featurization', use_text_for_featurization: true },
        { name: 'utter_oven', policy: 'LearnedPolicy' },
      ],
    },
    { user: 'How long will that take', bot: 'Ten more minutes.', has: [{ action_text: 'Ten more minutes.' }] },
    { user: 'Bye', bot: 'So long.' },
    { user: 'Do you sell hats', bot: 'Pardon?' },
  ],
});

conformance('a turn that only rules know is not taken for the turn before it', {
  from: 'rasa.com/docs/rasa/rules#bypassing-user-input-in-rules',
  domain,
  data: stories.replace('  - action: utter_hours\n', '  - action: utter_hours\n  wait_for_user_input: false\n'),
  config: rasaConfig('TEDPolicy\n  max_history: 5'),
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/hours', bot: 'From nine.' },
    { user: '/order', bot: 'Shall I order it?' },
  ],
});

conformance('an unlikely intent without a rule is answered by what was learned', {
  from: 'rasa.com/docs/rasa/policies#unexpected-intent-policy',
  domain,
  data: stories,
  config: '\npolicies:\n- name: RulePolicy\n- name: UnexpecTEDIntentPolicy\n- name: TEDPolicy\n',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/deny', bot: 'Then not.', does: ['action_unlikely_intent', 'utter_kept'] },
  ],
});
