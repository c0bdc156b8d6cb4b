import { expect, it } from 'vitest';
import { ActionRejected, defineAction } from '../../core/actions/action.js';
import { defineFormValidation, type FormValidation } from '../../core/actions/form-validation.js';
import { conversation } from './conversation.js';

const booking = `
version: "3.1"
intents: [book, inform, ask_price, stop, chitchat, affirm, deny, greet]
entities: [size, city, place]
slots:
  size:
    type: text
    mappings: [{ type: from_entity, entity: size }]
  placement:
    type: text
    mappings: [{ type: from_entity, entity: place }]
forms:
  booking_form:
    required_slots: [size, placement]
responses:
  utter_ask_size: [{ text: "Which size?" }]
  utter_ask_booking_form_placement: [{ text: "Where, for a {size} one?" }]
  utter_ask_placement: [{ text: "Somewhere?" }]
  utter_price: [{ text: "From 100." }]
  utter_done: [{ text: "A {size} one on the {placement}." }]
  utter_sure: [{ text: "Shall we go on?" }]
  utter_stopped: [{ text: "Stopped." }]
  utter_chat: [{ text: "Nice." }]
  utter_hi: [{ text: "Hi!" }]
  utter_default: [{ text: "Sorry?" }]
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
- rule: price at any time
  steps:
  - intent: ask_price
  - action: utter_price
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
`;

it('asks for each slot in turn and ends', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/inform{"size":"small"}').says('Where, for a small one?');
  await bot.hears('/inform{"place":"arm"}').says('A small one on the arm.');
  expect(bot.tracker.activeLoop).toBeUndefined();
});

it('takes over what the first message brings', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book{"size":"big"}').says('Where, for a big one?');
});

it('takes several answers from one message', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/inform{"size":"big","place":"leg"}').says('A big one on the leg.');
});

it('ends at once when nothing is left to ask', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book{"size":"big","place":"leg"}').says('A big one on the leg.');
});

it('remembers which slot it asked for, and forgets it at the end', async () => {
  const bot = await conversation(booking);
  await bot.send('/book');
  expect(bot.slot('requested_slot')).toBe('size');
  await bot.send('/inform{"size":"big","place":"leg"}');
  expect(bot.slot('requested_slot')).toBeNull();
});

it('prefers the question for the form to the one for the slot', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book{"size":"big"}').says('Where, for a big one?');
});

it('asks with an action where there is one', async () => {
  const ask = defineAction({ name: 'action_ask_size', run: ({ say }) => void say('S, M or L?') });
  const bot = await conversation(booking, { actions: [ask] });
  await bot.hears('/book').says('S, M or L?');
});

it('asks nothing where there is no question, and still takes the answer', async () => {
  const bot = await conversation(booking.replace('  utter_ask_size: [{ text: "Which size?" }]\n', ''));
  await bot.hears('/book').saysNothing();
  await bot.hears('/inform{"size":"small"}').says('Where, for a small one?');
});

it('answers a question in between and asks again', async () => {
  const bot = await conversation(booking);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/ask_price').says('From 100.', 'Which size?');
  await bot.hears('/inform{"size":"small"}').says('Where, for a small one?');
});

it('answers several questions in between, one after the other', async () => {
  const bot = await conversation(booking);
  await bot.send('/book');
  await bot.hears('/ask_price').says('From 100.', 'Which size?');
  await bot.hears('/greet').says('Hi!', 'Which size?');
  await bot.hears('/ask_price').says('From 100.', 'Which size?');
});

it('notes that the form rejected the message', async () => {
  const bot = await conversation(booking);
  await bot.send('/book');
  const { events } = await bot.send('/ask_price');
  expect(events).toContainEqual(expect.objectContaining({ event: 'action_execution_rejected', name: 'booking_form' }));
});

it('falls back when a message neither answers nor fits a rule, and the form goes on', async () => {
  const bot = await conversation(booking);
  await bot.send('/book');
  await bot.hears('/chitchat').says('Sorry?');
  expect(bot.tracker.activeLoop?.name).toBe('booking_form');
  await bot.hears('/inform{"size":"small"}').says('Where, for a small one?');
});

it('follows a rule that holds only within the form', async () => {
  const bot = await conversation(`${booking}
- rule: chat within the form
  condition:
  - active_loop: booking_form
  steps:
  - intent: chitchat
  - action: utter_chat
  - action: booking_form
  - active_loop: booking_form
`);
  await bot.hears('/chitchat').says('Sorry?');
  await bot.send('/book');
  await bot.hears('/chitchat').says('Nice.', 'Which size?');
});

it('goes off the form and comes back as a story tells', async () => {
  const bot = await conversation(`${booking}
stories:
- story: stop, but not really
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
  - intent: stop
  - action: utter_sure
  - intent: affirm
  - action: booking_form
`);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/stop').says('Shall we go on?');
  await bot.hears('/affirm').says('Which size?');
});

it('leaves the form as a story tells', async () => {
  const bot = await conversation(`${booking}
stories:
- story: stop indeed
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
  - intent: stop
  - action: utter_sure
  - intent: deny
  - action: action_deactivate_loop
  - active_loop: null
  - action: utter_stopped
`);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/stop').says('Shall we go on?');
  await bot.hears('/deny').says('Stopped.');
  expect(bot.tracker.activeLoop).toBeUndefined();
  await bot.hears('/greet').says('Hi!');
});

it('does not read the message that brings it back as an answer', async () => {
  const bot = await conversation(`${booking}
stories:
- story: stop, but not really
  steps:
  - intent: book
  - action: booking_form
  - active_loop: booking_form
  - intent: stop
  - action: utter_sure
  - intent: affirm
  - action: booking_form
`);
  await bot.send('/book');
  await bot.send('/stop');
  const { events } = await bot.send('/affirm');
  expect(events).toContainEqual(expect.objectContaining({ event: 'loop_interrupted', is_interrupted: true }));
});

it('leaves out of the form what its ignored intents bring', async () => {
  const bot = await conversation(
    booking.replace(
      'required_slots: [size, placement]',
      'required_slots: [size, placement]\n    ignored_intents: [chitchat]',
    ),
  );
  await bot.send('/book');
  await bot.hears('/chitchat{"size":"small"}').says('Sorry?');
  expect(bot.slot('size')).toBeNull();
});

it('starts one form after another', async () => {
  const bot = await conversation(`
intents: [book, inform]
entities: [size, email]
slots:
  size: { type: text, mappings: [{ type: from_entity, entity: size }] }
  email: { type: text, mappings: [{ type: from_entity, entity: email }] }
forms:
  size_form: { required_slots: [size] }
  contact_form: { required_slots: [email] }
responses:
  utter_ask_size: [{ text: "Which size?" }]
  utter_ask_email: [{ text: "Your mail?" }]
  utter_done: [{ text: "Done." }]
rules:
- rule: begin
  steps:
  - intent: book
  - action: size_form
  - active_loop: size_form
- rule: go on
  condition:
  - active_loop: size_form
  steps:
  - action: size_form
  - active_loop: null
  - action: contact_form
  - active_loop: contact_form
- rule: end
  condition:
  - active_loop: contact_form
  steps:
  - action: contact_form
  - active_loop: null
  - action: utter_done
`);
  await bot.hears('/book').says('Which size?');
  await bot.hears('/inform{"size":"small"}').says('Your mail?');
  expect(bot.tracker.activeLoop?.name).toBe('contact_form');
  await bot.hears('/inform{"email":"a@b.c"}').says('Done.');
});

it('can be filled again after its slots were emptied', async () => {
  const bot = await conversation(booking);
  await bot.send('/book{"size":"big","place":"leg"}');
  bot.tracker.apply({ event: 'reset_slots' });
  await bot.hears('/book').says('Which size?');
});

it('sets a slot again though its value is the same', async () => {
  const bot = await conversation(booking);
  await bot.send('/book{"size":"big"}');
  const { events } = await bot.send('/inform{"size":"big"}');
  expect(events.filter((event) => event.event === 'slot' && event.name === 'size')).toHaveLength(2);
});

const validated = (validation: FormValidation) =>
  conversation(booking, { actions: [defineFormValidation(validation)] });

it('keeps a value as the validation gives it back', async () => {
  const bot = await validated({ form: 'booking_form', slots: { size: (value) => String(value).toUpperCase() } });
  await bot.send('/book');
  await bot.hears('/inform{"size":"small"}').says('Where, for a SMALL one?');
  expect(bot.slot('size')).toBe('SMALL');
});

it('asks again for a value that the validation refuses', async () => {
  const bot = await validated({
    form: 'booking_form',
    slots: {
      size: (value, { say }) => {
        if (value === 'small') return value;
        say('Only small ones.');
        return null;
      },
    },
  });
  await bot.send('/book');
  await bot.hears('/inform{"size":"huge"}').says('Only small ones.', 'Which size?');
  expect(bot.slot('size')).toBeNull();
  await bot.hears('/inform{"size":"small"}').says('Where, for a small one?');
});

it('validates what the first message brings', async () => {
  const bot = await validated({ form: 'booking_form', slots: { size: () => null } });
  await bot.hears('/book{"size":"huge"}').says('Which size?');
});

it('asks only for what the validation says is needed', async () => {
  const bot = await validated({
    form: 'booking_form',
    requiredSlots: (slots) => (slots.size === 'small' ? ['size'] : ['size', 'placement']),
  });
  await bot.hears('/book').says('Which size?');
  await bot.hears('/inform{"size":"small"}').says('A small one on the None.');
});

it('waits for an asynchronous validation', async () => {
  const bot = await validated({ form: 'booking_form', slots: { size: async (value) => `${value}ish` } });
  await bot.send('/book');
  await bot.hears('/inform{"size":"small"}').says('Where, for a smallish one?');
});

it('finds values that no mapping finds', async () => {
  const bot = await validated({
    form: 'booking_form',
    extract: { size: ({ latestMessage }) => (latestMessage.intent.name === 'affirm' ? 'tiny' : null) },
  });
  await bot.send('/book');
  await bot.hears('/affirm').says('Where, for a tiny one?');
});

it('accepts a plain action as the validation', async () => {
  const validate = defineAction({
    name: 'validate_booking_form',
    run: () => [{ event: 'slot', name: 'placement', value: 'arm' }],
  });
  const bot = await conversation(booking, { actions: [validate] });
  await bot.hears('/book{"size":"small"}').says('A small one on the arm.');
});

it('ends when the validation ends it', async () => {
  const validate = defineAction({
    name: 'validate_booking_form',
    run: ({ slots }) => (slots.size === 'none' ? [{ event: 'slot', name: 'requested_slot', value: null }] : []),
  });
  const bot = await conversation(booking, { actions: [validate] });
  await bot.send('/book');
  await bot.send('/inform{"size":"none"}');
  expect(bot.tracker.activeLoop).toBeUndefined();
});

it('lets something else answer when the validation rejects', async () => {
  const validate = defineAction({
    name: 'validate_booking_form',
    run: ({ latestMessage }) => {
      if (latestMessage.intent.name === 'greet') throw new ActionRejected('a greeting is no answer');
      return [];
    },
  });
  const bot = await conversation(booking, { actions: [validate] });
  await bot.send('/book');
  await bot.hears('/greet{"size":"small"}').says('Hi!');
  expect(bot.slot('requested_slot')).toBe('size');
});

it('goes on listening when the validation breaks, the form as it was', async () => {
  const validate = defineAction({
    name: 'validate_booking_form',
    run: ({ slots }) => {
      if (slots.size === 'odd') throw new Error('no such size');
      return [];
    },
  });
  const bot = await conversation(booking, { actions: [validate] });
  await bot.send('/book');
  const { messages } = await bot.send('/inform{"size":"odd"}');
  expect(messages[0]?.text).toMatch(/went wrong/);
  expect(bot.tracker.activeLoop?.name).toBe('booking_form');
});

it('can be replaced by an action of its name', async () => {
  const own = defineAction({ name: 'booking_form', run: ({ say }) => void say('My own way.') });
  const bot = await conversation(booking, { actions: [own] });
  const { messages } = await bot.send('/book');
  expect(messages[0]?.text).toBe('My own way.');
});
