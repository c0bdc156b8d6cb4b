import { conformance } from './harness.js';

const domain = `
version: "3.1"
intents: [book, inform, ask_price]
entities: [size, place]
slots:
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  placement: { type: text, mappings: [{ type: from_entity, entity: place }] }
forms:
  booking_form: { required_slots: [size, placement] }
responses:
  utter_ask_size: [{ text: "Which size?" }]
  utter_ask_placement: [{ text: "Where?" }]
  utter_price: [{ text: "From 100." }]
  utter_done: [{ text: "A {size} one on the {placement}." }]
`;

const data = `
version: "3.1"
rules:
- rule: begin
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
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

conformance('a form asks for its slots in order and ends', {
  from: 'rasa.com/docs/rasa/forms#usage',
  domain,
  data,
  turns: [
    {
      user: '/book',
      bot: 'Which size?',
      loop: 'booking_form',
      events: [
        'user /book',
        'action booking_form',
        'active_loop booking_form',
        'slot requested_slot = "size"',
        'bot Which size?',
        'action action_listen',
      ],
    },
    { user: '/inform{"size": "small"}', bot: 'Where?', slots: { size: 'small', requested_slot: 'placement' } },
    {
      user: '/inform{"place": "arm"}',
      bot: 'A small one on the arm.',
      does: ['booking_form', 'utter_done'],
      loop: null,
    },
  ],
});

conformance('a form that is interrupted by a rule asks again', {
  from: 'rasa.com/docs/rasa/forms#writing-stories--rules-for-unhappy-form-paths',
  domain,
  data,
  turns: [
    { user: '/book', bot: 'Which size?' },
    {
      user: '/ask_price',
      bot: ['From 100.', 'Which size?'],
      has: ['action_execution_rejected booking_form'],
      does: ['utter_price', 'booking_form'],
    },
  ],
});
