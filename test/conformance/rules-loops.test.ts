import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, greetRule, onlyRules } from './small-talk.js';

const source = 'RasaHQ/rasa rasa/core/policies/rule_policy.py';
const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';
const config = onlyRules();

conformance('/restart wins over a form', {
  from: `${source} (default actions overrule anything)`,
  domain,
  config,
  data: `rules:${bookRules}`,
  turns: [
    { user: '/book', loop: 'book_form' },
    { user: '/restart', has: ['restart'], loop: null },
  ],
});

conformance('a rule of words waits while a form runs well', {
  from: `${tests} (test_predict_loop_action_if_in_loop_but_there_is_e2e_rule)`,
  domain,
  config,
  data: `
rules:
${bookRules}
- rule: words
  steps:
  - user: a small one
  - action: utter_hello
`,
  meanings: { 'a small one': { intent: 'inform', entities: [{ entity: 'size', value: 'small' }] } },
  turns: [{ user: '/book' }, { user: 'a small one', bot: 'Booked.', does: ['book_form', 'utter_booked'] }],
});

conformance('a loop runs when its rule begins it, and the bot listens after it', {
  from: `${tests} (test_form_activation_rule, test_predict_action_listen_after_form)`,
  domain,
  config,
  data: `rules:${bookRules}`,
  turns: [{ user: '/book', does: 'book_form', has: [{ name: 'action_listen', policy: 'RulePolicy', confidence: 1 }] }],
});

conformance('a form that is filled at once goes on with its end', {
  from: `${tests} (test_immediate_submit)`,
  domain,
  config,
  data: `rules:${bookRules}`,
  turns: [{ user: '/book{"size": "small"}', bot: 'Booked.', does: ['book_form', 'utter_booked'], loop: null }],
});

conformance('a form does not come back once it is over', {
  from: `${tests} (test_dont_predict_form_if_already_finished)`,
  domain,
  config,
  data: `rules:${bookRules}${greetRule}`,
  turns: [
    { user: '/book' },
    { user: '/inform{"size": "small"}', bot: 'Booked.' },
    { user: '/greet', does: 'utter_hi', loop: null },
  ],
});

conformance('what a form cannot use and no rule answers leads to the fallback', {
  from: `${tests} (test_form_unhappy_path_without_rule)`,
  domain,
  config,
  data: `rules:${bookRules}`,
  turns: [
    { user: '/book' },
    { user: '/never', bot: 'Sorry?', has: ['action_execution_rejected book_form'], loop: 'book_form' },
  ],
});

conformance('a general rule answers within a form, which then asks again', {
  from: `${tests} (test_form_unhappy_path_from_general_rule)`,
  domain,
  config,
  data: `rules:${bookRules}${greetRule}`,
  turns: [
    { user: '/book' },
    {
      user: '/greet',
      bot: ['Hi!', 'Which size?'],
      has: ['action_execution_rejected book_form'],
      does: ['utter_hi', 'book_form'],
    },
  ],
});

conformance('a rule within a form that ends leaves the form waiting', {
  from: `${tests} (test_form_unhappy_path_from_in_form_rule)`,
  domain,
  config,
  data: `
rules:
${bookRules}
- rule: ask in the form
  condition:
  - active_loop: book_form
  steps:
  - intent: ask
  - action: utter_answer
`,
  turns: [{ user: '/book' }, { user: '/ask', does: ['utter_answer'], loop: 'book_form' }],
});

const handled = `
rules:
${bookRules}
- rule: ask in the form
  condition:
  - active_loop: book_form
  steps:
  - intent: ask
  - action: utter_answer
  - action: book_form
  - active_loop: book_form
`;

conformance('a rule within a form says itself that the form goes on', {
  from: 'rasa.com/docs/rasa/forms#writing-stories--rules-for-unhappy-form-paths',
  domain,
  config,
  data: handled,
  turns: [{ user: '/book' }, { user: '/ask', bot: ['It is so.', 'Which size?'], does: ['utter_answer', 'book_form'] }],
});

conformance('a question in between is more than one rule may hold', {
  from: `${tests} (test_restrict_multiple_user_inputs_in_rules)`,
  domain,
  config,
  data: `
rules:
${bookRules}
- rule: a question in between
  condition:
  - active_loop: book_form
  steps:
  - intent: ask
  - action: utter_more
  - intent: affirm
  - action: book_form
  - active_loop: book_form
`,
  refused: /"a question in between" has 2 messages/,
});

conformance('the same in a story interrupts the form', {
  from: `${tests} (test_form_unhappy_path_no_validation_from_story)`,
  domain,
  data: `
rules:
${bookRules}
stories:
- story: a question in between
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: ask
  - action: utter_more
  - intent: affirm
  - action: book_form
  - active_loop: book_form
`,
  turns: [
    { user: '/book' },
    { user: '/ask', does: ['utter_more'] },
    { user: '/affirm', bot: 'Which size?', has: ['loop_interrupted true'], does: ['book_form'] },
  ],
});

conformance('a rule goes by the slot that a form asks for', {
  from: 'rasa.com/docs/rasa/forms#the-requested_slot-slot',
  domain: domain.replace(
    '\nslots:',
    '\nslots:\n  requested_slot: { type: categorical, values: [size], influence_conversation: true, mappings: [{ type: custom }] }',
  ),
  config,
  data: `
rules:
${bookRules.replace('  - slot_was_set:\n    - requested_slot: null\n', '')}
- rule: explain the size
  condition:
  - active_loop: book_form
  - slot_was_set:
    - requested_slot: size
  steps:
  - intent: ask
  - action: utter_answer
  - action: book_form
  - active_loop: book_form
`,
  turns: [
    { user: '/ask', bot: 'Sorry?' },
    { user: '/book', slots: { requested_slot: 'size' } },
    { user: '/ask', bot: ['It is so.', 'Which size?'] },
  ],
});

conformance('a loop that the bot is told to leave is left, whatever it asked', {
  from: 'rasa.com/docs/rasa/forms#writing-stories--rules-for-unhappy-form-paths',
  domain,
  data: `
rules:
${bookRules}
stories:
- story: stop
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
  - intent: stop
  - action: utter_more
  - or:
    - intent: affirm
    - intent: thank
  - action: action_deactivate_loop
  - active_loop: null
  - action: utter_bye
`,
  turns: [
    { user: '/book' },
    { user: '/stop', does: ['utter_more'], loop: 'book_form' },
    { user: '/thank', does: ['action_deactivate_loop', 'utter_bye'], loop: null },
  ],
});
