import { type Action, defineAction } from '../../core/actions/action.js';

export const domain = `
version: "3.1"
intents: [greet, inform, happy, sad, stop, book, work]
entities: [name]
slots:
  name: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: name }] }
  size: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
forms:
  book_form: { required_slots: [size] }
actions: [action_work, utter_textless]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_noted: [{ text: "Noted." }]
  utter_glad: [{ text: "Glad!" }]
  utter_cheer: [{ text: "Cheer up!" }]
  utter_ask_size: [{ text: "Which size?" }]
  utter_stopped: [{ text: "Stopped." }]
  utter_ask_rephrase: [{ text: "Say it otherwise?" }]
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
- story: sad
  steps:
  - intent: greet
  - action: utter_greet
  - intent: sad
  - action: utter_cheer
rules:
- rule: inform
  steps:
  - intent: inform
  - action: utter_noted
- rule: work
  steps:
  - intent: work
  - action: action_work
- rule: book
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
- rule: stop
  condition:
  - active_loop: book_form
  steps:
  - intent: stop
  - action: utter_stopped
  - action: action_deactivate_loop
  - active_loop: null
`;

export const page = 'rasa.com/docs/rasa/default-actions';
export const withResponse = (response: string) => domain.replace('responses:', `responses:\n  ${response}`);
export const withAction = (action: string) => domain.replace('actions: [', `actions: [${action}, `);
export const working = (run: Action['run']) => [defineAction({ name: 'action_work', run })];
