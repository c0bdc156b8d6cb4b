import { expect, it } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { rulePolicy } from '../../core/policies/rule-policy.js';
import { conversation } from '../dialogue/conversation.js';

// Rasa 3's semantics of slot mappings; the numbers are threads of RasaHQ/rasa where users met them.

const bot = (slots: string, more = '', setup = {}) =>
  conversation(
    `
intents: [greet, inform, deny, chitchat, start, start_other]
entities:
- city:
    roles: [from, to]
- size
slots:
${slots}
forms:
  trip_form: { required_slots: [a, b] }
  other_form: { required_slots: [b] }
responses:
  utter_ask_a: [{ text: "A?" }]
  utter_ask_b: [{ text: "B?" }]
rules:
- rule: start
  steps:
  - intent: start
  - action: trip_form
  - active_loop: trip_form
- rule: start the other
  steps:
  - intent: start_other
  - action: other_form
  - active_loop: other_form
${more}`,
    // A fallback would take back the message, and with it the slots that it filled.
    { use: [[rulePolicy, { enable_fallback_prediction: false }]], ...setup },
  );

const fromText = `
  a: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: a }] }] }
  b: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: b }] }] }`;

it('fills from_text at any time when nothing limits it (#10219)', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_text }] }
  b: { type: text, mappings: [{ type: from_text }] }`);
  await send('hello there');
  expect([slot('a'), slot('b')]).toEqual(['hello there', 'hello there']);
});

it('does not fill from_text from the message that starts the form, given conditions (#10219)', async () => {
  const { send, slot } = await bot(fromText);
  await send('/start');
  expect([slot('a'), slot('b')]).toEqual([null, null]);
});

it('fills only the slot that was asked for, given conditions (#10231)', async () => {
  const { send, slot } = await bot(fromText);
  await send('/start');
  await send('first answer');
  expect([slot('a'), slot('b')]).toEqual(['first answer', null]);
  await send('second answer');
  expect([slot('a'), slot('b')]).toEqual(['first answer', 'second answer']);
});

it('does not fill a slot outside its form (#10251)', async () => {
  const { send, slot } = await bot(fromText);
  await send('anything');
  expect(slot('a')).toBeNull();
});

it('fills a slot of another form only there (#10248)', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_entity, entity: city }] }
  b: { type: text, mappings: [{ type: from_entity, entity: size, conditions: [{ active_loop: other_form }] }] }`);
  await send('/start');
  await send('/inform{"size":"big"}');
  expect(slot('b')).toBeNull();
  await send('/inform{"city":"Rome"}');
  await send('/start_other');
  await send('/inform{"size":"big"}');
  expect(slot('b')).toBe('big');
});

it('fills a slot that the running form does not ask for (#10540)', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_entity, entity: city }] }
  b: { type: text, mappings: [{ type: custom }] }
  extra: { type: text, mappings: [{ type: from_entity, entity: size }] }`);
  await send('/start');
  await send('/inform{"size":"big"}');
  expect(slot('extra')).toBe('big');
});

const cities = `
  a: { type: text, mappings: [{ type: from_entity, entity: city, role: from }, { type: from_entity, entity: city }] }
  b: { type: text, mappings: [{ type: from_entity, entity: city, role: to }, { type: from_entity, entity: city }] }`;

it('gives an entity that fits two slots only to the one asked for (#10123)', async () => {
  const { send, slot } = await bot(cities);
  await send('/start');
  await send('/inform{"city":"Rome"}');
  expect([slot('a'), slot('b')]).toEqual(['Rome', null]);
  await send('/inform{"city":"Oslo"}');
  expect([slot('a'), slot('b')]).toEqual(['Rome', 'Oslo']);
});

it('gives an entity whose role fits one slot to that slot', async () => {
  const { send, slot } = await bot(cities);
  await send('/start');
  await send('/inform{"city#to":"Oslo"}');
  expect([slot('a'), slot('b')]).toEqual([null, 'Oslo']);
});

it('takes an entity without a role for no mapping that wants one', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_entity, entity: city, role: from }] }
  b: { type: text, mappings: [{ type: custom }] }`);
  await send('/inform{"city":"Rome"}');
  expect(slot('a')).toBeNull();
});

it('takes the last of several mentions, and all of them for a list', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_entity, entity: city }] }
  b: { type: list, mappings: [{ type: from_entity, entity: city }] }`);
  await send('/inform{"city":["Rome","Oslo"]}');
  expect([slot('a'), slot('b')]).toEqual(['Oslo', ['Rome', 'Oslo']]);
});

it('takes the first mapping that gives a value', async () => {
  const { send, slot } = await bot(`
  a:
    type: text
    mappings:
    - { type: from_entity, entity: size }
    - { type: from_intent, intent: inform, value: by intent }
  b: { type: text, mappings: [{ type: custom }] }`);
  await send('/inform{"size":"big"}');
  expect(slot('a')).toBe('big');
  await send('/inform');
  expect(slot('a')).toBe('by intent');
});

it('fills from the intent, even with false', async () => {
  const { send, slot } = await bot(`
  a: { type: bool, mappings: [{ type: from_intent, intent: deny, value: false }] }
  b: { type: text, mappings: [{ type: custom }] }`);
  await send('/deny');
  expect(slot('a')).toBe(false);
});

it('leaves out the intents that a mapping excludes', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_text, not_intent: [greet, chitchat] }] }
  b: { type: text, mappings: [{ type: custom }] }`);
  await send('/chitchat');
  expect(slot('a')).toBeNull();
  await send('/inform');
  expect(slot('a')).toBe('/inform');
});

it('fills from the intent that starts the form, and only then', async () => {
  const slots = `
  a: { type: text, mappings: [{ type: from_trigger_intent, intent: start, value: started }] }
  b: { type: text, mappings: [{ type: custom }] }`;
  const { hears, slot } = await bot(slots);
  await hears('/start').says('B?');
  expect(slot('a')).toBe('started');
});

it('applies a mapping for no form only outside forms', async () => {
  const { send, slot } = await bot(`
  a: { type: text, mappings: [{ type: from_entity, entity: size, conditions: [{ active_loop: null }] }] }
  b: { type: text, mappings: [{ type: custom }] }`);
  await send('/start');
  await send('/inform{"size":"big"}');
  expect(slot('a')).toBeNull();
});

it('lets a custom action find a value', async () => {
  const find = defineAction({
    name: 'action_find',
    run: ({ latestMessage }) => [{ event: 'slot', name: 'a', value: latestMessage.text.length }],
  });
  const slots = `
  a: { type: any, mappings: [{ type: custom, action: action_find }] }
  b: { type: text, mappings: [{ type: custom }] }`;
  const { send, slot } = await bot(slots, 'actions: [action_find]', { actions: [find] });
  await send('/greet');
  expect(slot('a')).toBe(6);
});

it('goes on when the action that finds a value fails', async () => {
  const find = defineAction({ name: 'action_find', run: () => Promise.reject(new Error('down')) });
  const slots = `
  a: { type: any, mappings: [{ type: custom, action: action_find }] }
  b: { type: text, mappings: [{ type: from_entity, entity: size }] }`;
  const { send, slot, logged } = await bot(slots, 'actions: [action_find]', { actions: [find] });
  await send('/inform{"size":"big"}');
  expect(slot('b')).toBe('big');
  expect(logged('warn').join()).toMatch(/action_find/);
});

it('lets action_validate_slot_mappings judge what was found', async () => {
  const validate = defineAction({
    name: 'action_validate_slot_mappings',
    run: ({ slots }) => (slots.a === 'huge' ? [{ event: 'slot', name: 'a', value: null }] : []),
  });
  const slots = `
  a: { type: text, mappings: [{ type: from_entity, entity: size }] }
  b: { type: text, mappings: [{ type: custom }] }`;
  const { send, slot } = await bot(slots, '', { actions: [validate] });
  await send('/inform{"size":"huge"}');
  expect(slot('a')).toBeNull();
  await send('/inform{"size":"big"}');
  expect(slot('a')).toBe('big');
});

it('keeps what action_validate_slot_mappings makes of it', async () => {
  const validate = defineAction({
    name: 'action_validate_slot_mappings',
    run: () => [{ event: 'slot', name: 'a', value: 'BIG' }],
  });
  const slots = `
  a: { type: text, mappings: [{ type: from_entity, entity: size }] }
  b: { type: text, mappings: [{ type: custom }] }`;
  const { send, slot } = await bot(slots, '', { actions: [validate] });
  await send('/inform{"size":"big"}');
  expect(slot('a')).toBe('BIG');
});
