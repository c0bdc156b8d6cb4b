import { conformance } from './harness.js';
import type { ConformanceCase } from './harness-shape.js';

// Without a fallback, which would take the message back and with it the slots that it filled.
const config = `
recipe: default.v1
language: en
policies:
- name: RulePolicy
  enable_fallback_prediction: false
`;

/** Rules that start the two forms. */
export const data = `
version: "3.1"
rules:
- rule: start the trip
  steps:
  - intent: start
  - action: trip_form
  - active_loop: trip_form
- rule: start the other
  steps:
  - intent: start_other
  - action: other_form
  - active_loop: other_form
`;

const domainWith = (slots: string) => `
version: "3.1"
intents: [inform, deny, chitchat, start, start_other]
entities:
- city: { roles: [from, to], groups: [first, second] }
- size
slots:
${slots}
forms:
  trip_form: { required_slots: [a, b], ignored_intents: [chitchat] }
  other_form: { required_slots: [b] }
responses:
  utter_ask_a: [{ text: "A?" }]
  utter_ask_b: [{ text: "B?" }]
actions: [action_find, action_validate_slot_mappings]
`;

/** The slots of the forms, which nothing fills. */
export const plain = `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: custom }] }`;

type Rest = Omit<ConformanceCase, 'from' | 'domain'>;

/** A case about the mappings of some slots. */
export const mapping = (name: string, from: string, slots: string, rest: Rest) =>
  conformance(name, { from, domain: domainWith(slots), data, config, ...rest });

/** The page of the documentation that most cases are from. */
export const docs = 'rasa.com/docs/rasa/domain';
/** The source that decides where the page is silent. */
export const source = 'rasa/core/actions/action.py ActionExtractSlots';

/** What people say of cities. */
export const cities = {
  'to Rome': { intent: 'inform', entities: [{ entity: 'city', value: 'Rome', role: 'to' }] },
  'from Oslo': { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo', role: 'from' }] },
  'first Oslo': { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo', group: 'first' }] },
  Rome: { intent: 'inform', entities: [{ entity: 'city', value: 'Rome' }] },
  'Rome and Oslo': {
    intent: 'inform',
    entities: [
      { entity: 'city', value: 'Rome' },
      { entity: 'city', value: 'Oslo' },
    ],
  },
  'anything at all': 'inform',
};

/** A slot `c` that takes a city, with more said of its mapping. */
export const city = (more = '', type = 'text') =>
  `${plain}\n  c: { type: ${type}, mappings: [{ type: from_entity, entity: city${more} }] }`;
