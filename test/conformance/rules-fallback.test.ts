import { conformance } from './harness.js';
import { smallTalk as domain, greetRule, onlyRules } from './small-talk.js';

const source = 'RasaHQ/rasa rasa/core/policies/rule_policy.py';
const tests = 'RasaHQ/rasa tests/core/policies/test_rule_policy.py';
const config = onlyRules();

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
