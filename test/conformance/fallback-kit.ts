export const domain = `
version: "3.1"
intents: [greet, bye, happy, strange, out_of_scope]
entities: [name]
slots:
  name: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: name }] }
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_bye: [{ text: "Bye!" }]
  utter_glad: [{ text: "Glad!" }]
  utter_ask_rephrase: [{ text: "Say it otherwise?" }]
  utter_default: [{ text: "I give up." }]
`;

export const data = `
version: "3.1"
stories:
- story: happy
  steps:
  - intent: greet
  - action: utter_greet
  - intent: happy
  - action: utter_glad
rules:
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
- rule: two stages
  steps:
  - intent: nlu_fallback
  - action: action_two_stage_fallback
  - active_loop: action_two_stage_fallback
`;

/** Not sure, but nearest to saying hello. */
export const meanings = {
  hmm: { intent: 'nlu_fallback', confidence: 0.7, ranking: [{ name: 'greet', confidence: 0.3 }] },
  huh: { intent: 'nlu_fallback', confidence: 0.8, ranking: [{ name: 'bye', confidence: 0.2 }] },
  what: { intent: 'nlu_fallback', confidence: 0.8 },
};

export const page = 'rasa.com/docs/rasa/fallback-handoff#two-stage-fallback';
export const core = 'rasa.com/docs/rasa/fallback-handoff#handling-low-action-confidence';
export const loop = 'action_two_stage_fallback';
export const asks = { text: "Did you mean 'greet'?" };
export const withAction = (action: string) => `${domain}actions: [${action}]\n`;
export const configured = (settings: string) => `
recipe: default.v1
language: en
assistant_id: conformance
pipeline: []
policies:
- name: RulePolicy
${settings}
- name: MemoizationPolicy
`;
