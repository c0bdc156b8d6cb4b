import { defineAction } from '../../core/actions/action.js';
import type { Event } from '../../core/tracker/events.js';
import type { RequestStep } from './harness-shape.js';

export const domain = `
version: "3.1"
intents: [greet, inform, work, book, bye]
entities: [name]
slots:
  name: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: name }] }
  plan: { type: text, influence_conversation: false, initial_value: basic, mappings: [{ type: custom }] }
  size: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
forms:
  book_form: { required_slots: [size] }
actions: [action_work]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_bye: [{ text: "Bye!" }]
  utter_noted: [{ text: "Noted." }]
  utter_ask_size: [{ text: "Which size?" }]
`;

export const data = `
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: inform
  steps:
  - intent: inform
  - action: utter_noted
- rule: work
  steps:
  - intent: work
  - action: action_work
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
- rule: book
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
`;

export const page = 'rasa.com/docs/action-server/events';
export const source = 'RasaHQ/rasa rasa/shared/core/events.py';
export const returning = (...events: readonly Event[]) => [defineAction({ name: 'action_work', run: () => events })];
export const adding = (body: unknown, more: Partial<RequestStep> = {}): RequestStep => ({
  request: 'POST /conversations/{id}/tracker/events',
  body,
  ...more,
});
