import { type ActionContext, ActionRejected, defineAction } from '../../core/actions/action.js';
import { activeLoop, type Event, slotSet } from '../../core/tracker/events.js';
import { conformance } from './harness.js';
import type { ConformanceCase } from './harness-shape.js';

const domain = `
version: "3.1"
intents: [book, inform, ask_price]
entities: [size, place, colour]
slots:
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  placement: { type: text, mappings: [{ type: from_entity, entity: place }] }
  colour: { type: text, mappings: [{ type: from_entity, entity: colour }] }
forms:
  booking_form: { required_slots: [size, placement] }
responses:
  utter_ask_size: [{ text: "Which size?" }]
  utter_ask_placement: [{ text: "Where?" }]
  utter_ask_colour: [{ text: "Which colour?" }]
  utter_price: [{ text: "From 100." }]
  utter_done: [{ text: "Done." }]
actions: [validate_booking_form, action_set_size, action_ask_size, action_ask_booking_form_size]
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

type Run = (context: ActionContext) => readonly Event[] | undefined;

/** A case of the booking form with this validation, written as a plain action as it would be behind an action server. */
const validated = (name: string, from: string, run: Run, turns: ConformanceCase['turns'], more = {}) =>
  conformance(name, {
    from,
    domain,
    data,
    actions: [defineAction({ name: 'validate_booking_form', run })],
    turns,
    ...more,
  });

const docs = 'rasa.com/docs/rasa/forms';
const source = 'rasa/core/actions/forms.py FormAction';

validated(
  'what the validation returns replaces the value',
  `${docs}#validating-form-input`,
  ({ slots }) => (slots.size ? [slotSet('size', String(slots.size).toUpperCase())] : []),
  [
    { user: '/book' },
    {
      user: '/inform{"size": "small"}',
      events: [
        'user /inform{"size": "small"}',
        'slot size = "small"',
        'action booking_form',
        'slot size = "SMALL"',
        'slot requested_slot = "placement"',
        'bot Where?',
        'action action_listen',
      ],
    },
  ],
);

validated(
  'null refuses the value, and the form asks again',
  `${docs}#validating-form-input`,
  ({ slots }) => (slots.size === 'huge' ? [slotSet('size', null)] : []),
  [
    { user: '/book' },
    { user: '/inform{"size": "huge"}', bot: 'Which size?', slots: { size: null, requested_slot: 'size' } },
  ],
);

validated('a value that the validation says nothing of is good', `${source}.validate_slots`, () => [], [
  { user: '/book' },
  { user: '/inform{"size": "small"}', bot: 'Where?', slots: { size: 'small' } },
]);

validated(
  'the validation may say something before the question',
  `${docs}#validating-form-input`,
  ({ say, slots }) => {
    if (slots.size !== 'huge') return [];
    say('Too big.');
    return [slotSet('size', null)];
  },
  [{ user: '/book' }, { user: '/inform{"size": "huge"}', bot: ['Too big.', 'Which size?'] }],
);

validated(
  'the validation may fill other slots',
  `${docs}#validating-form-input`,
  ({ slots }) => (slots.size ? [slotSet('placement', 'arm')] : []),
  [
    { user: '/book' },
    {
      user: '/inform{"size": "small"}',
      does: ['booking_form', 'utter_done'],
      slots: { size: 'small', placement: 'arm' },
    },
  ],
);

validated(
  'the validation finds the candidates after the event of the form',
  `${source}._temporary_tracker`,
  ({ events, say }) => {
    say(
      events
        .slice(-2)
        .map((event) => `${event.event} ${'name' in event ? event.name : ''}`)
        .join(', '),
    );
    return [];
  },
  [{ user: '/book{"size": "big"}', bot: ['action booking_form, slot size', 'Where?'] }],
);

validated(
  'values from before the form are validated as it begins',
  `${docs}#validating-form-input`,
  ({ slots }) => (slots.size === 'huge' ? [slotSet('size', null)] : []),
  [
    { user: '/ask_price' },
    { request: 'POST /conversations/{id}/tracker/events', body: slotSet('size', 'huge') },
    { user: '/book', bot: 'Which size?', slots: { size: null } },
  ],
);

validated(
  'a slot that an action has just set is validated, too',
  `${source}._get_slot_extractions`,
  ({ slots }) => (slots.size ? [slotSet('size', `${slots.size}ish`)] : []),
  [{ user: '/book', bot: 'Where?', slots: { size: 'bigish' } }],
  {
    data: data.replace('  - intent: book\n', '  - intent: book\n  - action: action_set_size\n'),
    actions: [
      defineAction({ name: 'action_set_size', run: () => [slotSet('size', 'big')] }),
      defineAction({
        name: 'validate_booking_form',
        run: ({ slots }) => (slots.size ? [slotSet('size', `${slots.size}ish`)] : []),
      }),
    ],
  },
);

const needed =
  (...names: string[]): Run =>
  ({ slots }) => {
    const next = names.find((name) => (slots[name] ?? null) === null);
    return [slotSet('requested_slot', next ?? null)];
  };

validated(
  'the validation decides which slots are needed: more than the domain says',
  `${docs}#dynamic-form-behavior`,
  needed('colour', 'size'),
  [
    { user: '/book', bot: 'Which colour?', slots: { requested_slot: 'colour' } },
    { user: '/inform{"colour": "red"}', bot: 'Which size?', slots: { colour: 'red', requested_slot: 'size' } },
    { user: '/inform{"size": "small"}', does: ['booking_form', 'utter_done'], loop: null, slots: { placement: null } },
  ],
);

validated('the validation decides which slots are needed: none', `${docs}#dynamic-form-behavior`, needed(), [
  { user: '/book', does: ['booking_form', 'utter_done'], loop: null },
]);

validated('the slot that the validation asks for is set once', `${source}.request_next_slot`, needed('placement'), [
  {
    user: '/book',
    events: [
      'user /book',
      'action booking_form',
      'active_loop booking_form',
      'slot requested_slot = "placement"',
      'bot Where?',
      'action action_listen',
    ],
  },
]);

validated(
  'a form without slots of its own asks for what the validation needs',
  `${docs}#dynamic-form-behavior`,
  needed('colour'),
  [{ user: '/book', bot: 'Which colour?', slots: { requested_slot: 'colour' }, loop: 'booking_form' }],
  { domain: domain.replace('booking_form: { required_slots: [size, placement] }', 'booking_form:') },
);

validated(
  'after something in between, the validation is asked again which slot comes next',
  `${source}._validate_if_required`,
  needed('placement'),
  [
    { user: '/book', bot: 'Where?' },
    { user: '/ask_price', bot: ['From 100.', 'Where?'] },
  ],
);

validated(
  'requested_slot: null ends the form',
  `${docs}#the-requested_slot-slot`,
  ({ slots }) => (slots.size === 'none' ? [slotSet('requested_slot', null)] : []),
  [
    { user: '/book' },
    {
      user: '/inform{"size": "none"}',
      events: [
        'user /inform{"size": "none"}',
        'slot size = "none"',
        'action booking_form',
        'slot requested_slot = null',
        'slot size = "none"',
        'slot requested_slot = null',
        'active_loop null',
        'action utter_done',
        'bot Done.',
        'action action_listen',
      ],
    },
  ],
);

validated(
  'active_loop: null ends the form',
  `${source}.is_done`,
  ({ slots }) => (slots.size === 'none' ? [activeLoop(null)] : []),
  [{ user: '/book' }, { user: '/inform{"size": "none"}', loop: null, slots: { requested_slot: null } }],
);

validated(
  'a rejection by the validation leaves the form as it was',
  `${source}._user_rejected_manually`,
  ({ events, latestMessage }) =>
    latestMessage.intent.name === 'ask_price' && events.at(-1)?.event === 'slot'
      ? [{ event: 'action_execution_rejected', name: 'booking_form' }]
      : [],
  [
    { user: '/book' },
    {
      user: '/ask_price{"size": "small"}',
      bot: ['From 100.', 'Where?'],
      does: ['utter_price', 'booking_form'],
      has: ['action_execution_rejected booking_form'],
      slots: { size: 'small' },
    },
  ],
);

validated(
  'a validation that rejects with an error does so for the form',
  'rasa.com/docs/action-server/pages/action-server-api',
  ({ latestMessage }) => {
    if (latestMessage.intent.name === 'ask_price') throw new ActionRejected('a question is no answer');
    return [];
  },
  [
    { user: '/book' },
    { user: '/ask_price{"size": "small"}', has: ['action_execution_rejected booking_form'], loop: 'booking_form' },
  ],
);

const asks = (name: string) => defineAction({ name, run: ({ say }) => void say(`asked by ${name}`) });
const asked = `${docs}#using-a-custom-action-to-ask-for-the-next-slot`;

conformance('an action asks for a slot', {
  from: asked,
  domain,
  data,
  actions: [asks('action_ask_size')],
  turns: [{ user: '/book', bot: 'asked by action_ask_size' }],
});

conformance('the action for the form wins over the one for the slot', {
  from: asked,
  domain,
  data,
  actions: [asks('action_ask_size'), asks('action_ask_booking_form_size')],
  turns: [{ user: '/book', bot: 'asked by action_ask_booking_form_size' }],
});

conformance('the action for the slot stands behind the response for the form', {
  from: `${source}._name_of_utterance`,
  domain: domain.replace('  utter_done:', '  utter_ask_booking_form_size: [{ text: "Size, please." }]\n  utter_done:'),
  data,
  actions: [asks('action_ask_size')],
  turns: [{ user: '/book', bot: 'Size, please.' }],
});

conformance('the action that asks sees the slot that was asked for before', {
  from: `${source}.request_next_slot`,
  domain: `${domain.replace('action_ask_size,', 'action_ask_placement,')}`,
  data,
  actions: [
    defineAction({ name: 'action_ask_placement', run: ({ slots, say }) => void say(`after ${slots.requested_slot}`) }),
  ],
  turns: [{ user: '/book' }, { user: '/inform{"size": "small"}', bot: 'after size' }],
});

conformance('an action of the name of a form stands in for it', {
  from: 'rasa/core/actions/action.py action_for_name_or_text',
  domain: domain.replace('actions: [', 'actions: [booking_form, '),
  data,
  actions: [defineAction({ name: 'booking_form', run: ({ say }) => void say('My own form.') })],
  turns: [{ user: '/book', has: ['bot My own form.'], hasNot: ['active_loop booking_form'] }],
});
