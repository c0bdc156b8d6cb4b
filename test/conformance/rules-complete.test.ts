import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, noting, onlyRules } from './small-talk.js';

const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';

conformance('a rule that leaves out a slot which its action sets elsewhere is refused', {
  from: `${tests} (test_incomplete_rules_due_to_slots)`,
  domain,
  data: `
rules:
- rule: complete
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - size: small
- rule: incomplete
  steps:
  - intent: ask
  - action: action_note
`,
  refused: /"incomplete" the action "action_note" does not set the slot "size"/,
});

conformance('it is complete when it says that the bot does not wait', {
  from: `${tests} (test_incomplete_rules_due_to_slots)`,
  domain,
  actions: noting({ size: 'small' }),
  data: `
rules:
- rule: complete
  steps:
  - intent: greet
  - action: action_note
  - slot_was_set:
    - size: small
- rule: open
  wait_for_user_input: false
  steps:
  - intent: ask
  - action: action_note
`,
  turns: [{ user: '/ask', slots: { size: 'small' }, does: ['action_note'] }],
});

conformance('slots that a message sets are no part of what an action does', {
  from: `${tests} (test_no_incomplete_rules_due_to_slots_after_listen)`,
  domain,
  data: `
rules:
- rule: with an entity
  steps:
  - intent: inform
    entities:
    - size: small
  - slot_was_set:
    - size: small
  - action: utter_answer
- rule: without
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/inform{"size": "x"}', bot: 'It is so.' },
  ],
});

conformance('a form that begins in one rule has to begin in the others', {
  from: `${tests} (test_incomplete_rules_due_to_loops)`,
  domain,
  data: `
rules:
${bookRules}
- rule: incomplete
  steps:
  - intent: ask
  - action: book_form
`,
  refused: /"incomplete" the action "book_form" does not set `active_loop: /,
});

conformance('restrict_rules: false lets a rule have two messages', {
  from: `${tests} (test_restrict_multiple_user_inputs_in_rules)`,
  domain,
  config: onlyRules('  restrict_rules: false\n'),
  data: `
rules:
- rule: long
  steps:
  - intent: greet
  - action: utter_hi
  - intent: ask
  - action: utter_answer
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
  ],
});
