import { begin, data, docs, domain, form } from './forms-kit.js';

form(
  'a rule answers a message that is no answer, and the form asks again',
  `${docs}#writing-stories--rules-for-unhappy-form-paths`,
  {
    turns: [
      { user: '/book', bot: 'Which size?' },
      {
        user: '/ask_price',
        bot: ['From 100.', 'Which size?'],
        events: [
          'user /ask_price',
          'action_execution_rejected booking_form',
          'action utter_price',
          'bot From 100.',
          'action booking_form',
          'slot requested_slot = "size"',
          'bot Which size?',
          'action action_listen',
        ],
      },
      { user: '/inform{"size": "small"}', bot: 'Where?' },
    ],
  },
);

form('the rejection names the policy and its confidence', 'rasa/core/processor.py MessageProcessor._run_action', {
  turns: [
    { user: '/book' },
    {
      user: '/ask_price',
      has: [{ event: 'action_execution_rejected', name: 'booking_form', policy: 'RulePolicy', confidence: 1 }],
    },
  ],
});

form('what nothing answers falls back, and the form goes on', `${docs}#writing-stories--rules-for-unhappy-form-paths`, {
  turns: [
    { user: '/book' },
    {
      user: '/deny',
      bot: 'Sorry?',
      does: 'action_default_fallback',
      loop: 'booking_form',
      slots: { requested_slot: 'size' },
    },
    { user: '/inform{"size": "small"}', bot: 'Where?' },
  ],
});

form('ignored intents bring nothing to the form', `${docs}#usage`, {
  turns: [
    { user: '/book' },
    { user: '/chitchat{"size": "small"}', has: ['action_execution_rejected booking_form'], slots: { size: null } },
  ],
});

form('ignored_intents may be a single name', `${docs}#usage`, {
  domain: domain.replace('[chitchat]\nresponses', 'chitchat\nresponses'),
  turns: [{ user: '/book' }, { user: '/chitchat{"size": "small"}', slots: { size: null } }],
});

form('a rule within the form holds only there', 'rasa.com/docs/rasa/rules#rules-and-forms', {
  data: `${data}
- rule: talk
  condition:
  - active_loop: booking_form
  steps:
  - intent: chitchat
  - action: utter_sure
  - action: booking_form
  - active_loop: booking_form
`,
  turns: [
    { user: '/chitchat', bot: 'Sorry?' },
    { user: '/book', bot: 'Which size?' },
    { user: '/chitchat', bot: ['Shall we go on?', 'Which size?'] },
  ],
});

const stories = `
stories:
- story: stop, but go on
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
  - intent: stop
  - action: utter_sure
  - intent: affirm
  - action: booking_form
- story: stop indeed
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
  - intent: stop
  - action: utter_sure
  - intent: deny
  - action: action_deactivate_loop
  - active_loop: null
  - action: utter_price
`;

form('a story leads away from the form and back', `${docs}#writing-stories--rules-for-unhappy-form-paths`, {
  data: `${data}${stories}`,
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/stop', bot: 'Shall we go on?', does: 'utter_sure' },
    { user: '/affirm', bot: 'Which size?', does: 'booking_form', has: ['loop_interrupted true'], loop: 'booking_form' },
    { user: '/inform{"size": "small"}', bot: 'Where?' },
  ],
});

form('a story ends the form by action_deactivate_loop', 'rasa.com/docs/rasa/default-actions#action_deactivate_loop', {
  data: `${data}${stories}`,
  turns: [
    { user: '/book' },
    { user: '/stop' },
    {
      user: '/deny',
      events: [
        'user /deny',
        'action action_deactivate_loop',
        'active_loop null',
        'slot requested_slot = null',
        'action utter_price',
        'bot From 100.',
        'action action_listen',
      ],
      loop: null,
    },
    { user: '/inform{"size": "small"}', does: 'action_default_fallback', loop: null },
  ],
});

form('the tracker tells what began the form', 'rasa/shared/core/trackers.py DialogueStateTracker.current_state', {
  turns: [
    {
      user: '/book',
      tracker: {
        active_loop: {
          name: 'booking_form',
          is_interrupted: false,
          rejected: false,
          trigger_message: { intent: { name: 'book' } },
        },
        latest_action_name: 'action_listen',
      },
    },
  ],
});

form(
  'a loop whose rejection nothing answered stays rejected',
  'rasa/core/policies/rule_policy.py _find_action_from_loop_happy_path',
  {
    data: begin,
    config: `
recipe: default.v1
policies:
- name: RulePolicy
  enable_fallback_prediction: false
`,
    turns: [
      { user: '/book' },
      { user: '/deny', tracker: { active_loop: { name: 'booking_form', rejected: true } } },
      {
        user: '/inform{"size": "small"}',
        does: [],
        tracker: { active_loop: { name: 'booking_form', rejected: true } },
      },
    ],
  },
);
