import { conformance } from './harness.js';
import { bookRules, smallTalk as domain, noting } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/rules';
const source = 'RasaHQ/rasa rasa/core/policies/rule_policy.py';
const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';

const onlyRules = (settings = '') => `
policies:
- name: RulePolicy
${settings}`;

const config = onlyRules();

const greetRule = `
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
`;

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

conformance('nothing that applies leads to the fallback, which is taken back', {
  from: `${tests} (test_predict_core_fallback)`,
  domain,
  config,
  data: `rules:${greetRule}`,
  turns: [
    {
      user: '/never',
      bot: 'Sorry?',
      has: [{ event: 'action', name: 'action_default_fallback', policy: 'RulePolicy', confidence: 0.3 }, 'rewind'],
    },
  ],
});

conformance('the fallback has the name and confidence of the settings', {
  from: `${tests} (test_predict_core_fallback)`,
  domain,
  config: onlyRules('  core_fallback_threshold: 0.1\n  core_fallback_action_name: utter_no\n'),
  data: `rules:${greetRule}`,
  turns: [{ user: '/never', bot: 'No.', has: [{ name: 'utter_no', confidence: 0.1 }] }],
});

conformance('without the fallback the bot says nothing', {
  from: `${tests} (test_predict_nothing_if_fallback_disabled)`,
  domain,
  config: onlyRules('  enable_fallback_prediction: false\n'),
  data: `rules:${greetRule}`,
  turns: [{ user: '/never', bot: [], does: [] }],
});

conformance('a fallback action that nobody knows is refused', {
  from: `${source} (raise_if_incompatible_with_domain)`,
  domain,
  config: onlyRules('  core_fallback_action_name: utter_nothing\n'),
  data: `rules:${greetRule}`,
  refused: /utter_nothing/,
});

conformance('a message that the NLU is not sure of meets its rule', {
  from: 'rasa.com/docs/rasa/fallback-handoff#nlu-fallback',
  domain: domain.replace('intents: [greet,', 'intents: [nlu_fallback, greet,'),
  config,
  data: `
rules:
- rule: one stage
  steps:
  - intent: nlu_fallback
  - action: utter_more
`,
  turns: [{ user: 'mumble', bot: 'More?' }],
});

for (const [intent, action] of [
  ['restart', 'action_restart'],
  ['back', 'action_back'],
  ['session_start', 'action_session_start'],
] as const) {
  conformance(`/${intent} leads to ${action} without a rule`, {
    from: `${tests} (test_default_actions)`,
    domain,
    config,
    data: `rules:${greetRule}`,
    turns: [
      { user: '/greet', bot: 'Hi!' },
      { user: `/${intent}`, has: [{ event: 'action', name: action }] },
    ],
  });
}

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

conformance('the very words of a rule win over a default intent', {
  from: `${tests} (test_e2e_beats_default_actions)`,
  domain,
  config,
  data: `
rules:
- rule: words
  steps:
  - user: from the top
  - action: utter_hello
`,
  meanings: { 'from the top': 'restart' },
  turns: [
    { user: 'from the top', bot: 'Hello!', has: [{ event: 'user_featurization', use_text_for_featurization: true }] },
  ],
});

conformance('the words of a rule win over a rule for the intent', {
  from: `${source} (predict rules from text first)`,
  domain,
  config,
  data: `
rules:
${greetRule}
- rule: words
  steps:
  - user: good morning
  - bot: And to you!
`,
  meanings: { 'good morning': 'greet', morning: 'greet' },
  turns: [
    { user: 'good morning', bot: 'And to you!' },
    {
      user: 'morning',
      bot: 'Hi!',
      has: [{ event: 'user_featurization', use_text_for_featurization: false }],
    },
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

conformance('use_nlu_confidence_as_score: a rule is as sure as the NLU', {
  from: 'rasa.com/docs/rasa/policies#rule-policy',
  domain,
  config: onlyRules('  use_nlu_confidence_as_score: true\n'),
  data: `rules:${greetRule}`,
  turns: [{ user: '/greet@0.6', has: [{ name: 'utter_hi', confidence: 0.6 }] }],
});

conformance('a rule less sure than the fallback gives way to it', {
  from: `${source} (_prediction_result on _default_predictions)`,
  domain,
  config: onlyRules('  use_nlu_confidence_as_score: true\n'),
  data: `rules:${greetRule}`,
  turns: [{ user: '/greet@0.2', bot: 'Sorry?', has: [{ name: 'action_default_fallback', confidence: 0.3 }] }],
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
