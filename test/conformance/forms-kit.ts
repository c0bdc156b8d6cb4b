import { conformance } from './harness.js';
import type { ConformanceCase } from './harness-shape.js';

const slots = `
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  placement: { type: text, mappings: [{ type: from_entity, entity: place }] }
  colour: { type: text, mappings: [{ type: from_entity, entity: colour }] }`;

/** A bot with a form that asks for a size and a placement. */
export const domain = `
version: "3.1"
intents: [book, inform, ask_price, chitchat, stop, affirm, deny]
entities: [size, place, colour]
slots:${slots}
forms:
  booking_form:
    required_slots: [size, placement]
    ignored_intents: [chitchat]
responses:
  utter_ask_size: [{ text: "Which size?" }]
  utter_ask_placement: [{ text: "Where?" }]
  utter_price: [{ text: "From 100." }]
  utter_sure: [{ text: "Shall we go on?" }]
  utter_done: [{ text: "A {size} one on the {placement}." }]
  utter_default: [{ text: "Sorry?" }]
`;

/** The rule that begins the form. */
export const begin = `
version: "3.1"
rules:
- rule: begin
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
`;

/** The form begun and ended, and a question answered in between. */
export const data = `${begin}
- rule: end
  condition:
  - active_loop: booking_form
  steps:
  - action: booking_form
  - active_loop: null
  - slot_was_set:
    - requested_slot: null
  - action: utter_done
- rule: price
  steps:
  - intent: ask_price
  - action: utter_price
`;

/** A case of the booking form. */
export const form = (name: string, from: string, rest: Omit<ConformanceCase, 'from'>) =>
  conformance(name, { from, domain, data, ...rest });

/** The page of the documentation that most cases are from. */
export const docs = 'rasa.com/docs/rasa/forms';
/** The source that decides where the page is silent. */
export const source = 'rasa/core/actions/forms.py FormAction';
