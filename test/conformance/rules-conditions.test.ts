import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, greetRule, noting, onlyRules } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/rules';
const source = 'RasaHQ/rasa rasa/core/policies/rule_policy.py';
const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';
const config = onlyRules();

const conditional = (condition: string, further = '') => `
rules:
- rule: with a condition
  condition:
  - slot_was_set:
    - ${condition}
  steps:
  - intent: ask
  - action: utter_answer
- rule: note
  steps:
  - intent: greet
  - action: action_note
${further}
`;

const otherwise = `
- rule: without a condition
  steps:
  - intent: ask
  - action: utter_no
`;

conformance('a rule whose condition holds applies', {
  from: `${docs}#conditions`,
  domain,
  config,
  actions: noting({ vip: true }),
  data: conditional('vip: true'),
  turns: [{ user: '/greet' }, { user: '/ask', bot: 'It is so.' }],
});

conformance('a rule whose condition does not hold keeps out', {
  from: `${docs}#conditions`,
  domain,
  config,
  actions: noting({ vip: false }),
  data: conditional('vip: true'),
  turns: [{ user: '/greet' }, { user: '/ask', bot: 'Sorry?' }],
});

conformance('of two rules that apply the one with the condition wins', {
  from: `${source} (max(rule_keys, key=len))`,
  domain,
  config,
  actions: noting({ vip: true }),
  data: conditional('vip: true', otherwise),
  turns: [{ user: '/ask', bot: 'No.' }, { user: '/greet' }, { user: '/ask', bot: 'It is so.' }],
});

conformance('null in a condition says that the slot is empty', {
  from: `${source} (SHOULD_NOT_BE_SET)`,
  domain,
  config,
  actions: noting({ size: 'small' }),
  data: conditional('size: null', otherwise.replace('- intent: ask', '- intent: affirm')),
  turns: [{ user: '/ask', bot: 'It is so.' }, { user: '/greet' }, { user: '/ask', bot: 'Sorry?' }],
});

conformance('the name alone in a condition says that a text is there', {
  from: `${docs}#conditions`,
  domain,
  config,
  actions: noting({ size: 'small' }),
  data: conditional('size'),
  turns: [{ user: '/ask', bot: 'Sorry?' }, { user: '/greet' }, { user: '/ask', bot: 'It is so.' }],
});

conformance('a rule with several slots asks for all of them', {
  from: `${tests} (test_rule_with_multiple_slots)`,
  domain,
  config,
  actions: noting({ mood: 'good', size: 'small' }),
  data: conditional('mood: good\n    - size: small\n    - stars: null'),
  turns: [{ user: '/ask', bot: 'Sorry?' }, { user: '/greet' }, { user: '/ask', bot: 'It is so.' }],
});

conformance('a condition on the active loop holds within it alone', {
  from: `${docs}#conditions`,
  domain,
  config,
  data: `
rules:
${bookRules}
- rule: stop the form
  condition:
  - active_loop: book_form
  steps:
  - intent: stop
  - action: action_deactivate_loop
  - active_loop: null
`,
  turns: [
    { user: '/stop', bot: 'Sorry?' },
    { user: '/book', loop: 'book_form' },
    { user: '/stop', does: 'action_deactivate_loop', loop: null, slots: { requested_slot: null } },
  ],
});

conformance('active_loop: null in a condition keeps a rule out of forms', {
  from: `${source} (SHOULD_NOT_BE_SET)`,
  domain,
  config,
  data: `
rules:
${bookRules}
- rule: outside
  condition:
  - active_loop: null
  steps:
  - intent: ask
  - action: utter_answer
- rule: inside
  condition:
  - active_loop: book_form
  steps:
  - intent: ask
  - action: utter_more
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/book', bot: 'Which size?' },
    { user: '/ask', does: ['utter_more'] },
  ],
});

conformance('a rule with entities wants these and no others', {
  from: `${tests} (test_rule_with_multiple_entities)`,
  domain,
  config,
  data: `
rules:
- rule: topic and mood
  steps:
  - intent: inform
    entities:
    - topic
    - size
  - action: utter_answer
`,
  turns: [
    { user: '/inform{"size": "small", "topic": "x"}', bot: 'It is so.' },
    { user: '/inform{"topic": "x"}', bot: 'Sorry?' },
  ],
});

conformance('a rule without entities takes a message with some', {
  from: `${source} (_does_rule_match_state)`,
  domain,
  config,
  data: `rules:${greetRule}`,
  turns: [{ user: '/greet{"topic": "x"}', bot: 'Hi!' }],
});

conformance('of two conditions that both hold the one that says more wins', {
  from: `${source} (max(rule_keys, key=len))`,
  domain,
  config,
  actions: noting({ vip: true, mood: 'good' }),
  data: `
rules:
- rule: note
  steps:
  - intent: greet
  - action: action_note
- rule: one
  condition:
  - slot_was_set:
    - vip: true
  steps:
  - intent: ask
  - action: utter_no
- rule: two
  condition:
  - slot_was_set:
    - vip: true
    - mood: good
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [{ user: '/greet' }, { user: '/ask', bot: 'It is so.' }],
});
