import { type Action, defineAction } from '../../core/actions/action.js';
import { slotSet } from '../../core/tracker/events.js';

/** A domain that most cases about stories, rules and policies share: every intent has a response of its own. */
export const smallTalk = `
version: "3.1"
intents: [greet, bye, ask, affirm, deny, thank, book, inform, stop, never]
entities: [size, topic, mood, city: { roles: [from, to] }]
slots:
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  origin: { type: text, mappings: [{ type: from_entity, entity: city, role: from }] }
  vip: { type: bool, mappings: [{ type: custom }] }
  mood:
    type: categorical
    values: [good, bad]
    mappings: [{ type: from_entity, entity: mood }]
  stars: { type: float, min_value: 0, max_value: 5, mappings: [{ type: custom }] }
  tags: { type: list, mappings: [{ type: custom }] }
  note: { type: any, mappings: [{ type: custom }] }
  secret: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
actions: [action_note, action_refuse]
forms:
  book_form: { required_slots: [size] }
responses:
  utter_hi: [{ text: "Hi!" }]
  utter_hello: [{ text: "Hello!" }]
  utter_bye: [{ text: "Bye!" }]
  utter_yes: [{ text: "Yes." }]
  utter_no: [{ text: "No." }]
  utter_more: [{ text: "More?" }]
  utter_answer: [{ text: "It is so." }]
  utter_ask_size: [{ text: "Which size?" }]
  utter_booked: [{ text: "Booked." }]
  utter_default: [{ text: "Sorry?" }]
`;

/** Stories and nothing else: without rules and without the fallback, so that only memorised turns are taken. */
export const onlyStories = `
policies:
- name: MemoizationPolicy
`;

/** The form of the shared domain, begun by `/book`. */
export const bookRules = `
- rule: begin the form
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
- rule: end the form
  condition:
  - active_loop: book_form
  steps:
  - action: book_form
  - active_loop: null
  - slot_was_set:
    - requested_slot: null
  - action: utter_booked
`;

/** `action_note`, which sets these slots. */
export const noting = (slots: Readonly<Record<string, unknown>>): readonly Action[] => [
  defineAction({
    name: 'action_note',
    run: () => Object.entries(slots).map(([name, value]) => slotSet(name, value)),
  }),
];

/** A config with RulePolicy alone, and its settings as lines of YAML that are indented by two. */
export const onlyRules = (settings = '') => `
policies:
- name: RulePolicy
${settings}`;

/** The rule that most cases have. */
export const greetRule = `
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
`;
