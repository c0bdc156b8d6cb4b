import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, greetRule, noting, onlyRules } from './small-talk.js';

const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';
const source = 'RasaHQ/rasa rasa/core/policies/rule_policy.py';

conformance('two rules that answer one message differently are refused by name', {
  from: `${tests} (test_contradicting_rules)`,
  domain,
  data: `
rules:${greetRule}
- rule: anti greet
  steps:
  - intent: greet
  - action: utter_bye
`,
  refused: /"anti greet" goes on with "utter_bye", but rule "greet" \(.*data\.yml:3.*\) goes on with "utter_hi"/,
});

conformance('a story that answers a message otherwise than a rule is refused by name', {
  from: `${tests} (test_contradicting_rules_and_stories)`,
  domain,
  data: `
rules:${greetRule}
stories:
- story: anti greet
  steps:
  - intent: greet
  - action: utter_bye
`,
  refused: /Story "anti greet" goes on with "utter_bye", but rule "greet"/,
});

conformance('with check_for_contradictions: false neither is refused, and nobody wins between the rules', {
  from: 'rasa.com/docs/rasa/policies#rule-policy',
  domain,
  config: onlyRules('  check_for_contradictions: false\n'),
  data: `
rules:${greetRule}
- rule: anti greet
  steps:
  - intent: greet
  - action: utter_bye
`,
  turns: [{ user: '/greet', bot: 'Sorry?' }],
});

const ends = `
rules:
- rule: after hi
  steps:
  - action: utter_hi
  - intent: ask
  - action: utter_answer
stories:
- story: hi and more
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_more
`;

conformance('that the bot listens after an action gives way to a story, where the rule is about what comes then', {
  from: `${tests} (test_remove_action_listen_prediction_if_contradicts_with_story)`,
  domain,
  data: ends,
  turns: [{ user: '/greet', does: ['utter_hi', 'utter_more'] }],
});

conformance('it does not give way after two actions of the rule', {
  from: `${tests} (test_keep_action_listen_prediction_after_predictable_action)`,
  domain,
  data: ends
    .replace('- action: utter_hi\n  - intent: ask', '- action: utter_hi\n  - action: utter_no\n  - intent: ask')
    .replace('- action: utter_more', '- action: utter_no\n  - action: utter_more'),
  refused: /Story "hi and more" goes on with "utter_more", but rule "after hi".* goes on with "action_listen"/,
});

conformance('it does not give way where the rule says nothing more', {
  from: `${tests} (test_keep_action_listen_prediction_if_last_prediction)`,
  domain,
  data: ends.replace('  - intent: ask\n  - action: utter_answer\n', ''),
  refused: /Story "hi and more"/,
});

conformance('it does not give way to another rule', {
  from: `${tests} (test_keep_action_listen_prediction_if_contradicts_with_rule)`,
  domain,
  data: `${ends.split('stories:')[0]}
- rule: hi and more
  steps:
  - action: utter_hi
  - action: utter_more
`,
  refused: /goes on with/,
});

conformance('a story that stops where a rule goes on is refused', {
  from: `${tests} (test_raise_contradiction_if_rule_contradicts_with_story)`,
  domain,
  data: `
rules:
- rule: two in a row
  steps:
  - action: utter_hi
  - action: utter_more
stories:
- story: one alone
  steps:
  - intent: greet
  - action: utter_hi
  - intent: bye
  - action: utter_bye
`,
  refused: /Story "one alone" goes on with "action_listen", but rule "two in a row"/,
});

conformance('a story with a default intent goes its own way where no rule speaks of it', {
  from: `${source} (_rules_sources hold what rules meet)`,
  domain: domain.replace('intents: [greet,', 'intents: [restart, greet,'),
  data: `
rules:${greetRule}
stories:
- story: my own restart
  steps:
  - intent: restart
  - action: utter_bye
`,
  turns: [{ user: '/restart', has: ['action action_restart'] }],
});

conformance('a rule for a default intent with another action is refused', {
  from: `${source} (default actions overrule anything)`,
  domain: domain.replace('intents: [greet,', 'intents: [restart, greet,'),
  data: `
rules:
- rule: my own restart
  steps:
  - intent: restart
  - action: utter_bye
`,
  refused: /Rule "my own restart" goes on with "utter_bye".*"action_restart"/,
});

conformance('an unhappy path in a story contradicts no general rule', {
  from: `${tests} (test_form_unhappy_path_from_story)`,
  domain,
  data: `
rules:
${bookRules}${greetRule}
stories:
- story: greeting in between
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: greet
  - action: utter_hi
  - action: utter_more
  - intent: affirm
  - action: book_form
  - active_loop: book_form
`,
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/greet', does: ['utter_hi', 'utter_more'] },
  ],
});

const vip = '  condition:\n  - slot_was_set:\n    - vip: true\n';

conformance('rules that hand over to one another, as an FAQ that asks whether it helped', {
  from: 'RasaHQ/rasa examples/rules/data/rules.yml',
  domain,
  config: onlyRules('  restrict_rules: false\n'),
  actions: noting({ vip: true }),
  data: `
rules:
- rule: note
  steps:
  - intent: book
  - action: action_note
- rule: in short
  condition:
  - slot_was_set:
    - vip: false
  steps:
  - intent: ask
  - action: utter_answer
- rule: at length
${vip}  wait_for_user_input: false
  steps:
  - intent: ask
  - action: utter_answer
- rule: it helped
${vip}  steps:
  - action: utter_answer
  - action: utter_more
  - intent: affirm
  - action: utter_yes
- rule: it did not help
${vip}  wait_for_user_input: false
  steps:
  - action: utter_answer
  - action: utter_more
  - intent: deny
  - action: utter_no
- rule: more did not help either
${vip}  steps:
  - action: utter_no
  - action: utter_hello
  - intent: deny
  - action: utter_bye
`,
  turns: [
    { user: '/book', does: 'action_note' },
    { user: '/ask', does: ['utter_answer', 'utter_more'] },
    { user: '/deny', does: ['utter_no', 'utter_hello'] },
    { user: '/deny', does: ['utter_bye'] },
    { user: '/ask', does: ['utter_answer', 'utter_more'] },
    { user: '/affirm', does: ['utter_yes'] },
  ],
});

conformance('a form that is stopped in a story, or goes on', {
  from: 'RasaHQ/rasa examples/formbot/data/stories.yml',
  domain: domain.replace('size: { type: text,', 'size: { type: text, influence_conversation: false,'),
  data: `
rules:
${bookRules}${greetRule}
stories:
- story: stop and go on
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: stop
  - action: utter_more
  - intent: affirm
  - action: book_form
  - active_loop: null
  - action: utter_booked
- story: stop
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: stop
  - action: utter_more
  - intent: deny
  - action: action_deactivate_loop
  - active_loop: null
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/book', bot: 'Which size?' },
    { user: '/stop', bot: 'More?' },
    { user: '/deny', does: ['action_deactivate_loop'], loop: null },
    { user: '/greet', bot: 'Hi!' },
  ],
});
