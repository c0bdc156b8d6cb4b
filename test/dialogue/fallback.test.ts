import { expect, it } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { conversation } from './conversation.js';

const helper = `
version: "3.1"
intents: [greet, ask_hours, nlu_fallback, out_of_scope]
responses:
  utter_hi: [{ text: "Hi!" }]
  utter_hours: [{ text: "Nine to five." }]
  utter_ask_rephrase: [{ text: "In other words?" }]
  utter_default: [{ text: "I give up." }]
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
- rule: hours
  steps:
  - intent: ask_hours
  - action: utter_hours
- rule: two stages
  steps:
  - intent: nlu_fallback
  - action: action_two_stage_fallback
  - active_loop: action_two_stage_fallback
`;

it('asks whether the best guess is right', async () => {
  const bot = await conversation(helper);
  await bot.hears('grmpf').says("Did you mean 'greet'?");
  expect(bot.last.messages[0]?.buttons).toEqual([
    { title: 'Yes', payload: '/greet' },
    { title: 'No', payload: '/out_of_scope' },
  ]);
});

it('goes on with the guess when it was right', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.hears('/greet').says('Hi!');
  expect(bot.tracker.activeLoop).toBeUndefined();
});

it('asks for other words when the guess was wrong, and takes them', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.hears('/out_of_scope').says('In other words?');
  await bot.hears('/ask_hours').says('Nine to five.');
});

it('asks once more when the other words are not clear either', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.send('/out_of_scope');
  await bot.hears('hmpf').says("Did you mean 'greet'?");
  await bot.hears('/greet').says('Hi!');
});

it('gives up after the second wrong guess', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.send('/out_of_scope');
  await bot.send('hmpf');
  await bot.hears('/out_of_scope').says('I give up.');
  expect(bot.tracker.activeLoop).toBeUndefined();
});

it('gives up when the person is not understood twice in a row', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.hears('hmpf').says('I give up.');
});

it('starts over after it gave up', async () => {
  const bot = await conversation(helper);
  await bot.send('grmpf');
  await bot.send('hmpf');
  await bot.hears('/greet').says('Hi!');
  await bot.hears('grmpf').says("Did you mean 'greet'?");
});

it('asks in words of its own where the bot has them', async () => {
  const ask = defineAction({ name: 'action_default_ask_affirmation', run: ({ say }) => void say('Really?') });
  const bot = await conversation(helper, { actions: [ask] });
  await bot.hears('grmpf').says('Really?');
});

it('forgets a message that it fell back on', async () => {
  const bot = await conversation(helper);
  await bot.send('/out_of_scope');
  expect(bot.tracker.appliedEvents().some((event) => event.event === 'user')).toBe(false);
});

it('stays silent in a fallback without utter_default', async () => {
  const bot = await conversation(helper.replace('  utter_default: [{ text: "I give up." }]\n', ''));
  await bot.hears('/out_of_scope').saysNothing();
});
