import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, greetRule, noting } from './small-talk.js';

const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';

conformance('turns that only rules know are hidden from stories', {
  from: `${tests} (test_hide_rule_turn)`,
  domain,
  data: `
rules:${greetRule}
stories:
- story: chat
  steps:
  - intent: ask
  - action: utter_answer
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/greet', bot: 'Hi!', has: [{ name: 'utter_hi', hide_rule_turn: true }] },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a turn that a story knows as well is not hidden', {
  from: `${tests} (test_do_not_hide_rule_turn_with_loops_in_stories)`,
  domain,
  data: `
rules:${greetRule}
stories:
- story: greet
  steps:
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet', has: [{ name: 'utter_hi', policy: 'RulePolicy' }], hasNot: [{ hide_rule_turn: true }] }],
});

conformance('a slot that only rules know is hidden from stories', {
  from: `${tests} (test_hide_rule_turn_with_slots)`,
  domain,
  actions: noting({ size: 'small' }),
  data: `
rules:
- rule: note
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - size: small
stories:
- story: chat
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/greet', slots: { size: 'small' } },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('a form that only rules know is hidden from stories', {
  from: `${tests} (test_hide_rule_turn_with_loops)`,
  domain,
  data: `
rules:${bookRules}
stories:
- story: chat
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/ask', has: ['action utter_answer'] },
  ],
});
