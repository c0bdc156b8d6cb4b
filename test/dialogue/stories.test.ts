import { expect, it } from 'vitest';
import { augmentedMemoizationPolicy, memoizationPolicy } from '../../core/policies/memoization.js';
import { rulePolicy } from '../../core/policies/rule-policy.js';
import { conversation } from './conversation.js';

const cafe = `
version: "3.1"
intents: [greet, happy, sad, yes, no, bye, order]
entities: [drink]
slots:
  drink: { type: categorical, values: [tea, coffee], mappings: [{ type: from_entity, entity: drink }] }
  name: { type: text, mappings: [{ type: custom }] }
responses:
  utter_how: [{ text: "How are you?" }]
  utter_great: [{ text: "Great!" }]
  utter_cheer: [{ text: "Cheer up. Better?" }]
  utter_good: [{ text: "Good." }]
  utter_oh: [{ text: "Oh." }]
  utter_bye: [{ text: "Bye." }]
  utter_tea: [{ text: "Tea it is." }]
  utter_coffee: [{ text: "Coffee it is." }]
  utter_default: [{ text: "Sorry?" }]
stories:
- story: happy
  steps:
  - intent: greet
  - action: utter_how
  - intent: happy
  - action: utter_great
- story: sad, then better
  steps:
  - intent: greet
  - action: utter_how
  - intent: sad
  - action: utter_cheer
  - intent: yes
  - action: utter_good
- story: sad, still
  steps:
  - intent: greet
  - action: utter_how
  - intent: sad
  - action: utter_cheer
  - intent: no
  - action: utter_oh
`;

it('follows the story that fits', async () => {
  const bot = await conversation(cafe);
  await bot.hears('/greet').says('How are you?');
  await bot.hears('/sad').says('Cheer up. Better?');
  await bot.hears('/no').says('Oh.');
});

it('takes the other way of two that begin alike', async () => {
  const bot = await conversation(cafe);
  await bot.send('/greet');
  await bot.send('/sad');
  await bot.hears('/yes').says('Good.');
});

it('falls back where no story goes', async () => {
  const bot = await conversation(cafe);
  await bot.hears('/yes').says('Sorry?');
});

it('finds back into the story after a fallback', async () => {
  const bot = await conversation(cafe);
  await bot.send('/greet');
  await bot.hears('/bye').says('Sorry?');
  await bot.hears('/happy').says('Great!');
});

it('goes by what a slot holds', async () => {
  const bot = await conversation(`${cafe}
- story: tea
  steps:
  - intent: order
    entities:
    - drink: tea
  - slot_was_set:
    - drink: tea
  - action: utter_tea
- story: coffee
  steps:
  - intent: order
    entities:
    - drink: coffee
  - slot_was_set:
    - drink: coffee
  - action: utter_coffee
`);
  await bot.hears('/order{"drink":"coffee"}').says('Coffee it is.');
});

it('joins stories at a checkpoint', async () => {
  const bot = await conversation(`${cafe}
- story: order
  steps:
  - intent: order
  - action: utter_tea
  - checkpoint: served
- story: leave
  steps:
  - checkpoint: served
  - intent: bye
  - action: utter_bye
- story: more
  steps:
  - checkpoint: served
  - intent: yes
  - action: utter_coffee
`);
  await bot.send('/order');
  await bot.hears('/yes').says('Coffee it is.');
});

it('passes a checkpoint only with the slots that it asks for', async () => {
  const bot = await conversation(`${cafe}
- story: order
  steps:
  - intent: order
  - action: utter_tea
  - checkpoint: served
- story: leave
  steps:
  - checkpoint: served
    slot_was_set:
    - name: Ann
  - intent: bye
  - action: utter_bye
`);
  await bot.send('/order');
  await bot.hears('/bye').says('Sorry?');
});

it('takes any alternative of an or', async () => {
  const bot = await conversation(`${cafe}
- story: agree
  steps:
  - intent: order
  - action: utter_tea
  - or:
    - intent: yes
    - intent: happy
  - action: utter_good
`);
  await bot.send('/order');
  await bot.hears('/happy').says('Good.');
});

it('says the very words of an end-to-end story', async () => {
  const bot = await conversation(`${cafe}
- story: word for word
  steps:
  - intent: bye
  - bot: "See you, alligator."
`);
  await bot.hears('/bye').says('See you, alligator.');
  expect(bot.last.events).toContainEqual(expect.objectContaining({ name: null, action_text: 'See you, alligator.' }));
});

it('lets a rule win over a story that is as sure', async () => {
  const bot = await conversation(`${cafe}
rules:
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
`);
  await bot.send('/greet');
  await bot.hears('/bye').says('Bye.');
  expect(bot.last.events).toContainEqual(expect.objectContaining({ name: 'utter_bye', policy: 'RulePolicy' }));
});

it('goes on with a story after a turn that only a rule knows', async () => {
  const bot = await conversation(`${cafe}
rules:
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
`);
  await bot.send('/greet');
  await bot.hears('/bye').says('Bye.');
  await bot.hears('/happy').says('Great!');
});

it('takes any message for the middle of a story when it looks back on nothing', async () => {
  const bot = await conversation(cafe, { use: [rulePolicy, [memoizationPolicy, { max_history: 1 }]] });
  await bot.hears('/yes').says('Good.');
});

const afterOtherMatters = async (setup: Parameters<typeof conversation>[1]) => {
  const bot = await conversation(cafe, setup);
  await bot.send('/greet');
  await bot.send('/happy');
  bot.tracker.apply({ event: 'slot', name: 'name', value: 'Ann' });
  bot.tracker.apply({ event: 'action', name: 'action_listen' });
  return bot;
};

it('does not find a story once another slot is set', async () => {
  const bot = await afterOtherMatters({});
  await bot.hears('/greet').says('Sorry?');
});

it('finds a story by forgetting what was set before, where it can forget', async () => {
  const bot = await afterOtherMatters({ use: [rulePolicy, augmentedMemoizationPolicy] });
  await bot.hears('/greet').says('How are you?');
});

it('forgets turns that came before the story', async () => {
  const bot = await conversation(cafe, { use: [rulePolicy, [augmentedMemoizationPolicy, { max_history: 8 }]] });
  await bot.send('/greet');
  await bot.send('/happy');
  await bot.hears('/greet').says('How are you?');
  await bot.hears('/sad').says('Cheer up. Better?');
  await bot.hears('/yes').says('Good.');
});

it('uses the certainty of the NLU as its own when asked to', async () => {
  const bot = await conversation(cafe, { use: [[memoizationPolicy, { use_nlu_confidence_as_score: true }]] });
  const { events } = await bot.send('/greet@0.6');
  expect(events).toContainEqual(expect.objectContaining({ name: 'utter_how', confidence: 0.6 }));
});

it('listens when no policy has an opinion', async () => {
  const bot = await conversation(cafe, { use: [memoizationPolicy] });
  await bot.hears('/bye').saysNothing();
  expect(bot.did).toEqual(['action_listen']);
});
