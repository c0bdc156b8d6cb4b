import { expect } from 'vitest';
import { SdkRejection, sdkSlot } from '../kit/fake-action-server.js';
import { actionServer } from './action-server-kit.js';
import { conformance } from './harness.js';

const domainWith = (...actions: string[]) => `
version: "3.1"
intents: [book, inform, skip]
entities: [guests, name]
slots:
  guests: { type: any, mappings: [{ type: from_entity, entity: guests }] }
  name: { type: text, mappings: [{ type: from_entity, entity: name }] }
  mood: { type: text, influence_conversation: false, mappings: [{ type: custom, action: action_mood }] }
forms:
  table_form: { required_slots: [guests, name] }
actions: [${['action_mood', ...actions].join(', ')}]
responses:
  utter_ask_guests: [{ text: "How many?" }]
  utter_ask_name: [{ text: "Which name?" }]
  utter_booked: [{ text: "Booked for {guests}." }]
  utter_skipped: [{ text: "Skipped." }]
  utter_error: [{ text: "Something broke." }]
`;

const data = `
version: "3.1"
rules:
- rule: begin
  steps:
  - intent: book
  - action: table_form
  - active_loop: table_form
- rule: end
  condition:
  - active_loop: table_form
  steps:
  - action: table_form
  - active_loop: null
  - slot_was_set:
    - requested_slot: null
  - action: utter_booked
- rule: skip
  steps:
  - intent: skip
  - action: utter_skipped
`;

const action_mood = () => [];

const refusing = actionServer({
  actions: {
    action_mood,
    validate_table_form: ({ slotsToValidate, utter }) =>
      Object.entries(slotsToValidate()).map(([name, value]) => {
        if (name !== 'guests' || Number(value) <= 8) return sdkSlot(name, value);
        utter({ text: 'At most eight.' });
        return sdkSlot(name, null);
      }),
  },
});
conformance('validate_<form> on the server refuses a value, and the form asks again', {
  from: 'rasa.com/docs/rasa/forms#validating-form-input',
  domain: domainWith('validate_table_form'),
  data,
  surroundings: refusing.surroundings,
  turns: [
    { user: '/book', bot: 'How many?' },
    { user: '/inform{"guests": "9"}', bot: ['At most eight.', 'How many?'], slots: { guests: null } },
    { user: '/inform{"guests": "4"}', bot: 'Which name?', slots: { guests: '4' } },
    () => {
      const last = refusing.calls().findLast(({ body }) => body.next_action === 'validate_table_form');
      const { events, active_loop: loop, latest_event_time: time } = last?.body.tracker ?? {};
      expect(loop).toMatchObject({ name: 'table_form' });
      expect(time).toEqual(expect.any(Number));
      expect((events as object[]).slice(-2)).toMatchObject([
        { event: 'action', name: 'table_form' },
        { event: 'slot', name: 'guests', value: '4', timestamp: expect.any(Number) },
      ]);
    },
  ],
});

conformance('validate_<form> decides which slot is asked for next', {
  from: 'rasa.com/docs/rasa/forms#dynamic-form-behavior',
  domain: domainWith('validate_table_form'),
  data,
  surroundings: actionServer({
    actions: {
      action_mood,
      validate_table_form: ({ slot }) => [sdkSlot('requested_slot', slot('guests') === null ? 'guests' : null)],
    },
  }).surroundings,
  turns: [
    { user: '/book', bot: 'How many?' },
    { user: '/inform{"guests": "2"}', bot: 'Booked for 2.', loop: null },
  ],
});

conformance('a rejection by validate_<form> rejects the form', {
  from: 'rasa/core/actions/forms.py, FormAction.validate',
  domain: domainWith('validate_table_form'),
  data,
  surroundings: actionServer({
    actions: {
      action_mood,
      validate_table_form: ({ tracker }) => {
        const isAnswer = !tracker.events.some(({ event, name }) => event === 'action' && name === 'utter_skipped');
        if (isAnswer && tracker.latest_message.text === '/skip') throw new SdkRejection('Not mine.');
        return [];
      },
    },
  }).surroundings,
  turns: [
    { user: '/book', bot: 'How many?' },
    {
      user: '/skip',
      bot: ['Skipped.', 'How many?'],
      has: ['action_execution_rejected table_form'],
      does: ['utter_skipped', 'table_form'],
    },
  ],
});

conformance('action_ask_<slot> on the server asks', {
  from: 'rasa.com/docs/rasa/forms#using-a-custom-action-to-ask-for-the-next-slot',
  domain: domainWith('action_ask_guests').replace('  utter_ask_guests: [{ text: "How many?" }]\n', ''),
  data,
  surroundings: actionServer({
    actions: { action_mood, action_ask_guests: ({ utter }) => void utter({ text: 'Two or four?' }) },
  }).surroundings,
  turns: [{ user: '/book', bot: 'Two or four?', slots: { requested_slot: 'guests' } }],
});

conformance('the action of a custom mapping fills its slot with every message', {
  from: 'rasa.com/docs/rasa/domain#custom-slot-mappings',
  domain: domainWith(),
  data,
  surroundings: actionServer({ actions: { action_mood: () => [sdkSlot('mood', 'cheerful')] } }).surroundings,
  turns: [{ user: '/skip', bot: 'Skipped.', slots: { mood: 'cheerful' }, does: 'utter_skipped' }],
});

conformance('action_validate_slot_mappings on the server has the last word', {
  from: 'rasa.com/docs/rasa/slot-validation-actions',
  domain: domainWith('action_validate_slot_mappings'),
  data,
  surroundings: actionServer({
    actions: {
      action_mood,
      action_validate_slot_mappings: ({ slotsToValidate }) =>
        Object.entries(slotsToValidate()).map(([name, value]) => sdkSlot(name, String(value).toUpperCase())),
    },
  }).surroundings,
  turns: [{ user: '/skip{"name": "ann"}', slots: { name: 'ANN' } }],
});

conformance('an extraction that fails fills no slot, and the turn goes on', {
  from: 'rasa/core/actions/action.py, ActionExtractSlots._run_custom_action',
  domain: domainWith(),
  data,
  surroundings: actionServer({ actions: {} }).surroundings,
  turns: [{ user: '/skip', bot: 'Skipped.', slots: { mood: null } }],
});

conformance('an action of the domain with the name of a form takes its place', {
  from: 'rasa/core/actions/action.py, user_overrode_form_action',
  domain: domainWith('table_form'),
  data,
  surroundings: actionServer({
    actions: {
      action_mood,
      table_form: ({ utter }) => {
        utter({ text: 'My own form.' });
        return [{ event: 'active_loop', name: 'table_form', timestamp: null }];
      },
    },
  }).surroundings,
  turns: [{ user: '/book', bot: 'My own form.', loop: 'table_form' }],
});
