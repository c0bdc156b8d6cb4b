import { conformance } from './harness.js';
import type { ConformanceProject } from './harness-shape.js';

const domain = `
version: "3.1"
intents: [greet, goodbye, order, inform, chitchat, faq, travel]
entities: [size, city: { roles: [from, to] }]
slots:
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  vip: { type: bool, mappings: [{ type: custom }] }
  topping: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: topping }] }
forms:
  order_form: { required_slots: [topping] }
actions: [action_check]
responses:
  utter_greet: [{ text: Hey! }]
  utter_goodbye: [{ text: Bye }]
  utter_chitchat: [{ text: Well }]
  utter_ask_topping: [{ text: With what? }]
  utter_done: [{ text: Done }]
  utter_vip: [{ text: Anything }]
  utter_sized: [{ text: That size }]
  utter_faq/hours: [{ text: At nine }]
  utter_faq/price: [{ text: Ten }]
`;

const data = `
version: "3.1"
rules:
- rule: order
  steps: [{ intent: order }, { action: order_form }, { active_loop: order_form }]
- rule: ordered
  condition: [{ active_loop: order_form }]
  steps: [{ action: order_form }, { active_loop: null }, { slot_was_set: [{ requested_slot: null }] }, { action: utter_done }]
- rule: chitchat
  steps: [{ intent: chitchat }, { action: utter_chitchat }]
- rule: faq
  steps: [{ intent: faq }, { action: utter_faq }]
- rule: with a size
  condition: [{ slot_was_set: [{ size: big }] }]
  steps: [{ intent: inform }, { action: utter_sized }]
stories:
- story: hello and goodbye
  steps: [{ intent: greet }, { action: utter_greet }, { intent: goodbye }, { action: utter_goodbye }]
- story: checked
  steps:
  - intent: travel
  - action: action_check
  - slot_was_set: [{ vip: true }]
  - action: utter_vip
`;

const big = { entity: 'size', value: 'big', start: 0, end: 3, extractor: 'DIETClassifier' };

const project: ConformanceProject = {
  domain: domain.replace('entities: [size, ', 'entities: [size, topping, '),
  data,
  meanings: {
    hello: 'greet',
    bye: 'goodbye',
    'hello bye': 'goodbye',
    'big one': { intent: 'inform', entities: [big] },
    'big number': { intent: 'inform', entities: [{ ...big, value: 3 }] },
    'when?': {
      intent: 'faq',
      response_selector: {
        all_retrieval_intents: ['faq'],
        default: { response: { intent_response_key: 'faq/hours' } },
      },
    },
  },
};

const evaluation = 'RasaHQ/rasa tests/core/test_evaluation.py';
const source = 'RasaHQ/rasa rasa/core/test.py';
const page = 'rasa.com/docs/rasa/testing-your-assistant#writing-test-stories';
const spec = 'rasa.com/docs/rasa/pages/http-api#operation/testModelStories';

interface Evaluation {
  readonly from: string;
  /** The steps of one story, or all of the file. */
  readonly steps?: readonly string[];
  readonly file?: string;
  /** Without `e2e` messages are taken as they are annotated. */
  readonly e2e?: true;
  /** Each action expected; `expected ≠ predicted` where they differ. */
  readonly actions?: readonly string[];
  readonly answer?: object;
  readonly status?: number;
}

/** Stories that are evaluated over HTTP. */
function evaluates(
  name: string,
  { from, steps = [], file, e2e, actions, answer = {}, status = 200 }: Evaluation,
): void {
  const stories = file ?? `stories:\n- story: s\n  steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  const went = actions?.map((action) => {
    const [expected = '', predicted = expected] = action.split(' ≠ ');
    return { action: expected, predicted };
  });
  conformance(name, {
    from,
    ...project,
    turns: [
      {
        request: `POST /model/test/stories${e2e ? '?e2e=true' : ''}`,
        headers: { 'content-type': 'application/yaml' },
        body: stories,
        status,
        answer: { ...answer, ...(went ? { actions: went } : {}) },
      },
    ],
  });
}

evaluates('every action of a story is predicted and compared, and the listening after it', {
  from: `${evaluation} test_end_to_end_evaluation_script`,
  steps: ['intent: greet', 'action: utter_greet'],
  actions: ['utter_greet', 'action_listen'],
});
evaluates('the listening before the first message is not predicted', {
  from: `${source} _predict_tracker_actions`,
  steps: ['intent: greet', 'action: utter_greet', 'intent: goodbye', 'action: utter_goodbye'],
  actions: ['utter_greet', 'action_listen', 'utter_goodbye', 'action_listen'],
});
evaluates('the story goes on as it is written after a wrong action', {
  from: `${source} WronglyPredictedAction`,
  steps: ['intent: greet', 'action: utter_goodbye', 'intent: chitchat', 'action: utter_chitchat'],
  actions: ['utter_goodbye ≠ utter_greet', 'action_listen', 'utter_chitchat', 'action_listen'],
});
evaluates('an action that begins a story is not predicted', {
  from: `${source} _predict_tracker_actions`,
  steps: ['action: utter_goodbye', 'intent: chitchat', 'action: utter_chitchat'],
  actions: ['action_listen', 'utter_chitchat', 'action_listen'],
});
evaluates('a story that ends with a message has the listening predicted after it', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py explicit_events',
  steps: ['intent: chitchat'],
  actions: ['action_listen ≠ utter_chitchat'],
});
evaluates('an action that the bot does not have is a wrong prediction, not an error', {
  from: `${evaluation} test_end_to_end_evaluation_script_unknown_entity`,
  steps: ['intent: chitchat', 'action: utter_nothing'],
  actions: ['utter_nothing ≠ utter_chitchat', 'action_listen'],
});
evaluates('an entity that the bot does not have is no error', {
  from: `${evaluation} test_end_to_end_evaluation_script_unknown_entity`,
  steps: ['{ intent: chitchat, entities: [{ planet: Mars }] }', 'action: utter_chitchat'],
  actions: ['utter_chitchat', 'action_listen'],
});
evaluates('custom actions are not run', {
  from: `${page} (Testing Custom Actions)`,
  steps: ['intent: travel', 'action: action_check', 'action: utter_vip'],
  actions: ['action_check', 'utter_vip ≠ action_listen', 'action_listen'],
});
evaluates('what a custom action would set stands in the story', {
  from: `${page} (Testing Custom Actions)`,
  steps: ['intent: travel', 'action: action_check', 'slot_was_set: [{ vip: true }]', 'action: utter_vip'],
  actions: ['action_check', 'utter_vip', 'action_listen'],
});
evaluates('a form goes its happy path', {
  from: `${page} (Forms Happy Path)`,
  steps: [
    'intent: order',
    'action: order_form',
    'active_loop: order_form',
    'intent: inform',
    'action: order_form',
    'active_loop: null',
    'slot_was_set: [{ requested_slot: null }]',
    'action: utter_done',
  ],
  actions: ['order_form', 'action_listen', 'order_form', 'utter_done', 'action_listen'],
});
evaluates('a form is taken to have rejected where the story has another action', {
  from: `${page} (Forms Unhappy Path), ${source} emulate_loop_rejection`,
  steps: [
    'intent: order',
    'action: order_form',
    'active_loop: order_form',
    'intent: chitchat',
    'action: utter_chitchat',
    'action: order_form',
    'active_loop: order_form',
  ],
  actions: ['order_form', 'action_listen', 'utter_chitchat', 'order_form', 'action_listen'],
});
evaluates('a wrong action is compared with what comes after the rejection', {
  from: `${source} _run_action_prediction`,
  steps: ['intent: order', 'action: order_form', 'active_loop: order_form', 'intent: chitchat', 'action: utter_done'],
  actions: ['order_form', 'action_listen', 'utter_done ≠ utter_chitchat', 'action_listen'],
});
evaluates('entities of a story fill slots', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py slots_for_entities',
  steps: [
    '{ intent: chitchat, entities: [{ size: big }] }',
    'action: utter_chitchat',
    'intent: inform',
    'action: utter_sized',
  ],
  actions: ['utter_chitchat', 'action_listen', 'utter_sized', 'action_listen'],
});
evaluates('or makes a conversation of each alternative', {
  from: 'rasa.com/docs/rasa/stories#or-statements',
  steps: ['or: [{ intent: greet }, { intent: goodbye }]', 'action: utter_greet'],
  answer: { report: { conversation_accuracy: { total: 2, correct: 1 } } },
});
evaluates('checkpoints join stories', {
  from: 'rasa.com/docs/rasa/stories#checkpoints',
  file: `stories:
- story: one
  steps: [{ intent: greet }, { action: utter_greet }, { checkpoint: met }]
- story: two
  steps: [{ checkpoint: met }, { intent: goodbye }, { action: utter_goodbye }]
`,
  actions: ['utter_greet', 'action_listen', 'utter_goodbye', 'action_listen'],
});
evaluates('a checkpoint is passed only with the slot that it asks for', {
  from: 'rasa.com/docs/rasa/stories#checkpoints',
  file: `stories:
- story: one
  steps: [{ intent: chitchat }, { action: utter_chitchat }, { checkpoint: met }]
- story: two
  steps: [{ checkpoint: met, slot_was_set: [{ size: big }] }, { intent: goodbye }, { action: utter_goodbye }]
`,
  answer: { report: { conversation_accuracy: { total: 1 } } },
});
evaluates('the files of Rasa 2 are read', {
  from: 'rasa.com/docs/rasa/training-data-format#high-level-structure',
  file: 'version: "2.0"\nstories:\n- story: s\n  steps: [{ intent: chitchat }, { action: utter_chitchat }]\n',
  actions: ['utter_chitchat', 'action_listen'],
});
evaluates('the answer has the report, averages, actions and what was asked', {
  from: spec,
  steps: ['intent: chitchat', 'action: utter_chitchat'],
  answer: { precision: 1, f1: 1, accuracy: 1, in_training_data_fraction: 1, is_end_to_end_evaluation: false },
});
evaluates('each action says which policy chose it, and how sure it was', {
  from: spec,
  steps: ['intent: chitchat', 'action: utter_chitchat'],
  answer: {
    actions: [
      { policy: 'RulePolicy', confidence: 1 },
      { policy: 'RulePolicy', confidence: 1 },
    ],
  },
});
evaluates('the report has a row for each action', {
  from: `${evaluation} test_story_report`,
  steps: ['intent: chitchat', 'action: utter_chitchat'],
  answer: { report: { utter_chitchat: { precision: 1, recall: 1, 'f1-score': 1, support: 1 } } },
});
evaluates('an action that was only predicted has no row', {
  from: `${evaluation} test_story_report`,
  steps: ['intent: chitchat', 'action: utter_done'],
  answer: { report: { 'macro avg': { precision: 0.5, recall: 0.5, support: 2 } } },
});
evaluates('the micro average counts all predictions of actions that were expected', {
  from: `${evaluation} test_story_report`,
  steps: ['intent: chitchat', 'action: utter_done'],
  answer: { report: { 'micro avg': { precision: 1, recall: 0.5, support: 2 } } },
});
evaluates('conversations that went right are counted', {
  from: `${evaluation} test_story_report`,
  file: `stories:
- story: right
  steps: [{ intent: chitchat }, { action: utter_chitchat }]
- story: wrong
  steps: [{ intent: chitchat }, { action: utter_done }]
`,
  answer: { report: { conversation_accuracy: { accuracy: 0.5, correct: 1, with_warnings: 0, total: 2 } } },
});
evaluates('no story makes an empty report', {
  from: `${evaluation} test_story_report_with_empty_stories`,
  file: 'stories: []\n',
  answer: { report: {}, actions: [], accuracy: 0 },
});
evaluates('what is no YAML is refused', { from: spec, file: 'stories: [\n', status: 400 });
evaluates('YAML that is no list of stories is refused', { from: spec, file: 'stories: 7\n', status: 400 });
evaluates('messages are taken as annotated without e2e', {
  from: spec,
  steps: ['{ intent: greet, user: hello bye }', 'action: utter_greet'],
  answer: { accuracy: 1 },
});
evaluates('messages are understood anew with e2e', {
  from: `${source} _collect_user_uttered_predictions`,
  e2e: true,
  steps: ['{ intent: greet, user: hello bye }', 'action: utter_greet'],
  answer: { report: { greet: { recall: 0, support: 1 } }, is_end_to_end_evaluation: true },
});
evaluates('a message that is misunderstood leads on as the story means it', {
  from: `${source} WronglyClassifiedUserUtterance`,
  e2e: true,
  steps: ['{ intent: greet, user: hello bye }', 'action: utter_greet'],
  actions: ['utter_greet', 'action_listen'],
});
evaluates('a message that is misunderstood fails its conversation', {
  from: `${source} check_prediction_target_mismatch`,
  e2e: true,
  steps: ['{ intent: greet, user: hello bye }', 'action: utter_greet'],
  answer: { report: { conversation_accuracy: { correct: 0, total: 1 } } },
});
evaluates('a message without words is not understood anew', {
  from: `${source} _predict_tracker_actions`,
  e2e: true,
  steps: ['intent: chitchat', 'action: utter_chitchat'],
  answer: { report: { conversation_accuracy: { correct: 1 } } },
});
evaluates('a message may say its meaning', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/story_reader/yaml_story_reader.py _parse_raw_user_utterance',
  e2e: true,
  steps: ['{ intent: chitchat, user: /chitchat }', 'action: utter_chitchat'],
  answer: { accuracy: 1 },
});
evaluates('entities that are marked and found are right', {
  from: `${evaluation} test_end_to_end_evaluation_script`,
  e2e: true,
  steps: ['{ intent: inform, user: "[big](size) one" }', 'action: utter_sized'],
  answer: { report: { conversation_accuracy: { correct: 1 } } },
});
evaluates('an entity that is found and not marked is a mistake', {
  from: `${source} _check_entity_prediction_target_mismatch`,
  e2e: true,
  steps: ['{ intent: inform, user: big one }', 'action: utter_sized'],
  answer: { report: { conversation_accuracy: { correct: 0 }, None: { support: 1 } } },
});
evaluates('an entity with another value is a mistake', {
  from: `${source} _clean_entity_results`,
  e2e: true,
  steps: ['{ intent: inform, user: "[big](size:large) one" }', 'action: utter_sized'],
  answer: { report: { conversation_accuracy: { correct: 0 } } },
});
evaluates('values that are found count as text', {
  from: `${evaluation} test_event_has_proper_implementation`,
  e2e: true,
  steps: [`{ intent: inform, user: '[big]{"entity": "size", "value": "3"} number' }`, 'action: utter_chitchat'],
  answer: { report: { inform: { recall: 1 }, '[big]{"entity": "size", "value": "3"}': { recall: 1 } } },
});
evaluates('roles are not compared', {
  from: `${source} _clean_entity_results`,
  e2e: true,
  steps: [`{ intent: inform, user: '[big]{"entity": "size", "role": "x"} one' }`, 'action: utter_chitchat'],
  answer: { report: { '[big]{"entity": "size", "value": "big"}': { recall: 1 } } },
});
evaluates('a retrieval intent may be named by its first part', {
  from: `${evaluation} test_retrieval_intent`,
  e2e: true,
  steps: ['{ intent: faq, user: when? }', 'action: utter_faq'],
  answer: { accuracy: 1 },
});
evaluates('a retrieval intent may be named in full', {
  from: `${evaluation} test_retrieval_intent`,
  e2e: true,
  steps: ['{ intent: faq/hours, user: when? }', 'action: utter_faq'],
  answer: { accuracy: 1 },
});
evaluates('a retrieval intent named in full is compared in full', {
  from: `${evaluation} test_retrieval_intent_wrong_prediction`,
  e2e: true,
  steps: ['{ intent: faq/price, user: when? }', 'action: utter_faq'],
  answer: { report: { 'faq/price': { recall: 0 }, conversation_accuracy: { correct: 0 } } },
});
evaluates('a listening that is written out is not expected twice', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py explicit_events',
  steps: [
    'intent: chitchat',
    'action: utter_chitchat',
    'action: action_listen',
    'intent: chitchat',
    'action: utter_chitchat',
  ],
  actions: ['utter_chitchat', 'action_listen', 'utter_chitchat', 'action_listen'],
});
