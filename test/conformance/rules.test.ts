import { conformance } from './harness.js';
import { smallTalk as domain, greetRule, onlyRules } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/rules';
const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';
const config = onlyRules();

conformance('a rule applies anywhere in a conversation', {
  from: `${tests} (test_faq_rule)`,
  domain,
  config,
  data: `
rules:
${greetRule}
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/bye', bot: 'Bye!' },
    { user: '/greet', bot: 'Hi!' },
    { user: '/greet', bot: 'Hi!', has: [{ name: 'utter_hi', policy: 'RulePolicy', confidence: 1 }] },
  ],
});

conformance('several actions of a rule come in order', {
  from: `${docs}#writing-a-rule`,
  domain,
  config,
  data: `
rules:
- rule: much
  steps:
  - intent: ask
  - action: utter_answer
  - action: utter_more
`,
  turns: [{ user: '/ask', does: ['utter_answer', 'utter_more'] }],
});

conformance('a rule for the start of a conversation applies there', {
  from: `${docs}#rules-for-the-conversation-start`,
  domain,
  config,
  data: `
rules:
- rule: start
  conversation_start: true
  steps:
  - intent: greet
  - action: utter_hello
${greetRule}
`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/greet', bot: 'Hi!' },
  ],
});

conformance('the start of a conversation is one whatever slots are filled from the beginning', {
  from: `${tests} (test_potential_contradiction_resolved_by_conversation_start_when_slot_initial_value)`,
  domain: domain.replace('size: { type: text,', 'size: { type: text, initial_value: small,'),
  config,
  data: `
rules:
- rule: start
  conversation_start: true
  steps:
  - intent: greet
  - action: utter_hello
${greetRule}
`,
  turns: [{ user: '/greet', bot: 'Hello!' }],
});

conformance('an initial value need not be named in a rule', {
  from: `${tests} (test_predict_slot_initial_value_not_required_in_rule)`,
  domain: domain.replace('size: { type: text,', 'size: { type: text, initial_value: small,'),
  config,
  data: `rules:${greetRule}`,
  turns: [{ user: '/greet', bot: 'Hi!' }],
});

conformance('a rule that does not wait hands over to the next', {
  from: `${docs}#skip-waiting-for-user-input`,
  domain,
  config,
  data: `
rules:
- rule: first
  wait_for_user_input: false
  steps:
  - intent: ask
  - action: utter_answer
- rule: then
  steps:
  - action: utter_answer
  - action: utter_more
`,
  turns: [{ user: '/ask', does: ['utter_answer', 'utter_more'] }],
});

conformance('a rule takes any intent of an or', {
  from: `${docs}#writing-a-rule`,
  domain,
  config,
  data: `
rules:
- rule: or
  steps:
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_yes
`,
  turns: [
    { user: '/affirm', bot: 'Yes.' },
    { user: '/thank', bot: 'Yes.' },
  ],
});

conformance('action_unlikely_intent in a rule is an action as any', {
  from: `${tests} (test_include_action_unlikely_intent)`,
  domain,
  config,
  data: `
rules:
- rule: unlikely
  steps:
  - intent: ask
  - action: action_unlikely_intent
  - action: utter_more
`,
  turns: [{ user: '/ask', does: ['action_unlikely_intent', 'utter_more'] }],
});

conformance('a rule that does not wait hands over to a story', {
  from: `${docs}#skip-waiting-for-user-input`,
  domain,
  data: `
rules:
- rule: first
  wait_for_user_input: false
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: then
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_more
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', does: ['utter_hi', 'utter_more'] },
    { user: '/bye', bot: 'Bye!' },
  ],
});
