import { expect, it } from 'vitest';
import { conversation } from './conversation.js';

const greeter = `
version: "3.1"
intents: [greet, bye, ask_name, thank]
slots:
  vip: { type: bool, influence_conversation: true, mappings: [{ type: custom }] }
responses:
  utter_hi: [{ text: Hi! }]
  utter_welcome: [{ text: Welcome back! }]
  utter_help: [{ text: How can I help? }]
  utter_bye: [{ text: Bye! }]
  utter_default: [{ text: Sorry? }]
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
- rule: goodbye
  steps:
  - intent: bye
  - action: utter_bye
`;

it('answers as a rule says', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/greet').says('Hi!');
});

it('follows rules in any order, as often as asked', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/bye').says('Bye!');
  await bot.hears('/greet').says('Hi!');
  await bot.hears('/greet').says('Hi!');
});

it('starts a session before the first message', async () => {
  const bot = await conversation(greeter);
  const { events } = await bot.send('/greet');
  expect(events.slice(0, 4).map((event) => event.event)).toEqual(['action', 'session_started', 'action', 'user']);
});

it('falls back where no rule applies, and forgets the message', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/thank').says('Sorry?');
  await bot.hears('/greet').says('Hi!');
});

it('says nothing when the fallback is switched off', async () => {
  const { rulePolicy } = await import('../../core/policies/rule-policy.js');
  const bot = await conversation(greeter, { use: [[rulePolicy, { enable_fallback_prediction: false }]] });
  await bot.hears('/thank').saysNothing();
});

it('takes the fallback action that the config names', async () => {
  const { rulePolicy } = await import('../../core/policies/rule-policy.js');
  const bot = await conversation(greeter, { use: [[rulePolicy, { core_fallback_action_name: 'utter_help' }]] });
  await bot.hears('/thank').says('How can I help?');
});

it('refuses a fallback action that nobody knows', async () => {
  const { rulePolicy } = await import('../../core/policies/rule-policy.js');
  const use = [[rulePolicy, { core_fallback_action_name: 'utter_nothing' }]] as const;
  await expect(conversation(greeter, { use })).rejects.toMatchObject({ code: 'RULE_FALLBACK_UNKNOWN' });
});

it('prefers the rule whose condition holds', async () => {
  const bot = await conversation(`${greeter}
- rule: greet a guest of honour
  condition:
  - slot_was_set:
    - vip: true
  steps:
  - intent: greet
  - action: utter_welcome
`);
  await bot.hears('/greet').says('Hi!');
  bot.tracker.apply({ event: 'slot', name: 'vip', value: true });
  await bot.hears('/greet').says('Welcome back!');
  bot.tracker.apply({ event: 'slot', name: 'vip', value: false });
  await bot.hears('/greet').says('Hi!');
});

it('holds a rule back while a slot that must be empty is set', async () => {
  const bot = await conversation(`
intents: [greet]
slots:
  name: { type: text, mappings: [{ type: custom }] }
responses:
  utter_ask: [{ text: Who are you? }]
  utter_default: [{ text: Sorry? }]
rules:
- rule: ask the unknown
  condition:
  - slot_was_set:
    - name: null
  steps:
  - intent: greet
  - action: utter_ask
`);
  await bot.hears('/greet').says('Who are you?');
  bot.tracker.apply({ event: 'slot', name: 'name', value: 'Ann' });
  await bot.hears('/greet').says('Sorry?');
});

it('follows a conversation_start rule only at the start', async () => {
  const bot = await conversation(`${greeter}
- rule: greet for the first time
  conversation_start: true
  steps:
  - intent: greet
  - action: utter_welcome
`);
  await bot.hears('/greet').says('Welcome back!');
  await bot.hears('/greet').says('Hi!');
});

it('goes on with another rule where a rule does not wait', async () => {
  const bot = await conversation(`
intents: [greet]
responses:
  utter_hi: [{ text: Hi! }]
  utter_help: [{ text: How can I help? }]
rules:
- rule: greet
  wait_for_user_input: false
  steps:
  - intent: greet
  - action: utter_hi
- rule: offer help
  steps:
  - action: utter_hi
  - action: utter_help
`);
  await bot.hears('/greet').says('Hi!', 'How can I help?');
});

it('says several things in one rule', async () => {
  const bot = await conversation(`
intents: [greet]
responses:
  utter_hi: [{ text: Hi! }]
  utter_help: [{ text: How can I help? }]
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_help
`);
  await bot.hears('/greet').says('Hi!', 'How can I help?');
});

it('takes any of the intents of an or', async () => {
  const bot = await conversation(`
intents: [yes, sure, no]
responses:
  utter_good: [{ text: Good. }]
  utter_default: [{ text: Sorry? }]
rules:
- rule: agree
  steps:
  - or:
    - intent: yes
    - intent: sure
  - action: utter_good
`);
  await bot.hears('/yes').says('Good.');
  await bot.hears('/sure').says('Good.');
  await bot.hears('/no').says('Sorry?');
});

it('tells intents apart by the entities that come with them', async () => {
  const bot = await conversation(`
intents: [order]
entities: [size]
responses:
  utter_size: [{ text: Which size? }]
  utter_sized: [{ text: Got it. }]
rules:
- rule: order
  steps:
  - intent: order
  - action: utter_size
- rule: order with size
  steps:
  - intent: order
    entities:
    - size: small
  - action: utter_sized
`);
  await bot.hears('/order').says('Which size?');
  await bot.hears('/order{"size":"big"}').says('Got it.');
});

it('does not show the policies an entity that the intent does not use', async () => {
  const bot = await conversation(`
intents:
- order:
    use_entities: []
entities: [size]
responses:
  utter_size: [{ text: Which size? }]
  utter_sized: [{ text: Got it. }]
rules:
- rule: order
  steps:
  - intent: order
  - action: utter_size
`);
  await bot.send('/order{"size":"big"}');
  expect(bot.tracker.states(3).find((state) => state.action === 'action_listen')?.user?.entities).toEqual([]);
});

it('restarts a conversation', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/greet').says('Hi!');
  bot.tracker.apply({ event: 'slot', name: 'vip', value: true });
  await bot.hears('/restart').saysNothing();
  expect(bot.slot('vip')).toBeNull();
  await bot.hears('/greet').says('Hi!');
});

it('says utter_restart when it restarts', async () => {
  const bot = await conversation(greeter.replace('responses:', 'responses:\n  utter_restart: [{ text: Anew. }]'));
  await bot.hears('/restart').says('Anew.');
});

it('takes back two messages on /back', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/bye').says('Bye!');
  await bot.hears('/greet').says('Hi!');
  await bot.hears('/back').saysNothing();
  const said = bot.tracker.appliedEvents().flatMap((event) => (event.event === 'user' ? [event.text] : []));
  expect(said).toEqual(['/bye']);
});

it('begins a session anew on /session_start', async () => {
  const bot = await conversation(greeter);
  await bot.hears('/greet').says('Hi!');
  await bot.hears('/session_start').saysNothing();
  expect(bot.tracker.events.map((event) => event.event)).toEqual(['session_started', 'action']);
});

it('lets a threshold decide against a policy that is less sure', async () => {
  const guesser = {
    name: 'Guesser',
    priority: 1,
    config: (await import('zod')).z.object({}),
    train: () => undefined,
    predict: () => ({ policy: 'Guesser', action: 'utter_help', confidence: 0.5, priority: 1 }),
    save: () => ({}),
    load: () => undefined,
  };
  const { rulePolicy } = await import('../../core/policies/rule-policy.js');
  const careful = [[rulePolicy, { core_fallback_threshold: 0.6 }], guesser] as const;
  const bot = await conversation(greeter, { use: careful });
  await bot.hears('/thank').says('Sorry?');
});

it('notes policy and confidence with each action', async () => {
  const bot = await conversation(greeter);
  const { events } = await bot.send('/greet');
  expect(events).toContainEqual(expect.objectContaining({ name: 'utter_hi', policy: 'RulePolicy', confidence: 1 }));
});

it('hides turns that no story knows from policies that learn from stories', async () => {
  const bot = await conversation(greeter);
  const { events } = await bot.send('/greet');
  expect(events).toContainEqual(expect.objectContaining({ name: 'utter_hi', hide_rule_turn: true }));
});

it('answers the very words of a rule', async () => {
  const bot = await conversation(
    `
intents: [greet]
responses:
  utter_hi: [{ text: Hi! }]
  utter_joke: [{ text: Ha. }]
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
- rule: joke
  steps:
  - user: knock knock
  - action: utter_joke
`,
    { meanings: { 'knock knock': '/greet' } },
  );
  await bot.hears('knock knock').says('Ha.');
  await bot.hears('/greet').says('Hi!');
});
