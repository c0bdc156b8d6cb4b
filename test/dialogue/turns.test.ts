import { expect, it, vi } from 'vitest';
import { type Action, ActionRejected, defineAction } from '../../core/actions/action.js';
import { activeLoop, followup, slotSet } from '../../core/tracker/events.js';
import { conversation } from './conversation.js';

const shop = `
version: "3.1"
intents: [greet, work, bye]
entities: [name]
slots:
  name: { type: text, mappings: [{ type: from_entity, entity: name }] }
  count: { type: any, mappings: [{ type: custom }] }
actions: [action_work, action_other]
responses:
  utter_hi: [{ text: "Hi {name}!" }]
  utter_bye: [{ text: "Bye!" }]
  utter_default: [{ text: "Sorry?" }]
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
- rule: work
  steps:
  - intent: work
  - action: action_work
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
`;

const working = (run: Action['run'], more: Partial<Action> = {}) =>
  conversation(shop, { actions: [defineAction({ name: 'action_work', run, ...more })] });

it('says what an action says, in order', async () => {
  const bot = await working(({ say, utter }) => {
    say('One.');
    utter('utter_bye');
    say({ text: 'Three.', image: 'cat.png' });
    return [];
  });
  await bot.hears('/work').says('One.', 'Bye!', 'Three.');
  expect(bot.last.messages[2]?.image).toBe('cat.png');
});

it('sets the slots that an action returns', async () => {
  const bot = await working(() => [slotSet('count', 3)]);
  await bot.send('/work');
  expect(bot.slot('count')).toBe(3);
});

it('gives an action the slots, the message and the time', async () => {
  const seen = vi.fn();
  const bot = await working(({ slots, latestMessage, now, inputChannel, conversationId }) => {
    seen(slots.name, latestMessage.intent.name, now.toISOString(), inputChannel, conversationId);
    return [];
  });
  await bot.send('/work{"name":"Ann"}');
  expect(seen).toHaveBeenCalledWith('Ann', 'work', '2026-01-05T09:00:00.000Z', 'rest', 'ann');
});

it('fills a response with the values that the action gives before the slots', async () => {
  const bot = await working(({ utter }) => {
    utter('utter_hi', { name: 'Zoe' });
    return [];
  });
  await bot.hears('/work{"name":"Ann"}').says('Hi Zoe!');
});

it('runs the follow-up action first', async () => {
  const bot = await working(() => [followup('utter_bye')]);
  await bot.hears('/work').says('Bye!');
  expect(bot.last.events).toContainEqual(expect.objectContaining({ name: 'utter_bye', policy: 'followup_action' }));
});

it('goes on without a follow-up action that is not there', async () => {
  const bot = await working(() => [followup('action_nowhere')]);
  await bot.hears('/work').saysNothing();
  expect(bot.logged('error').join()).toMatch(/action_nowhere/);
});

it('falls back when the action that a rule names rejects', async () => {
  const bot = await working(() => {
    throw new ActionRejected('not now');
  });
  await bot.hears('/work').says('Sorry?');
  expect(bot.did).toEqual(['action_default_fallback', 'action_listen']);
  expect(bot.last.events).toContainEqual(
    expect.objectContaining({ event: 'action_execution_rejected', name: 'action_work' }),
  );
});

it('apologises for an action that fails, and listens', async () => {
  const bot = await working(() => {
    throw new Error('the printer is on fire');
  });
  const { messages } = await bot.send('/work');
  expect(messages[0]?.text).toMatch(/went wrong/);
  expect(bot.did).toEqual(['action_work', 'action_listen']);
  await bot.hears('/bye').says('Bye!');
});

it('apologises in the words of the domain', async () => {
  const yaml = shop.replace('responses:', 'responses:\n  utter_error: [{ text: "Oh dear." }]');
  const bot = await conversation(yaml, {
    actions: [defineAction({ name: 'action_work', run: () => Promise.reject(new Error('no')) })],
  });
  await bot.hears('/work').says('Oh dear.');
});

it('logs what failed, and marks it in the conversation', async () => {
  const bot = await working(() => {
    throw new Error('the printer is on fire');
  });
  await bot.send('/work');
  expect(bot.logged('error').join()).toMatch(/action_work.*the printer is on fire/);
  expect(bot.last.events).toContainEqual(
    expect.objectContaining({ name: 'action_work', metadata: { failed: 'ACTION_FAILED' } }),
  );
});

it('applies nothing of an action that fails half way', async () => {
  const bot = await working(({ say }) => {
    say('I have done the first half.');
    throw new Error('no second half');
  });
  const { messages } = await bot.send('/work');
  expect(messages).toHaveLength(1);
  expect(messages[0]?.text).not.toMatch(/first half/);
});

it('stops waiting for an action when its time is up, and tells it so', async () => {
  vi.useFakeTimers();
  try {
    let aborted = false;
    const bot = await working(
      ({ signal }) => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
        return new Promise<undefined>(() => undefined);
      },
      { timeoutMs: 500 },
    );
    const turn = bot.send('/work');
    await vi.advanceTimersByTimeAsync(500);
    const { events } = await turn;
    expect(aborted).toBe(true);
    expect(events).toContainEqual(expect.objectContaining({ metadata: { failed: 'ACTION_TIMEOUT' } }));
  } finally {
    vi.useRealTimers();
  }
});

it('refuses events that are none', async () => {
  const bot = await working(() => [{ event: 'slot' }] as never);
  await bot.send('/work');
  expect(bot.logged('error').join()).toMatch(/An event is not valid/);
});

it('warns of a slot that the domain does not have', async () => {
  const bot = await working(() => [slotSet('colour', 'red')]);
  await bot.send('/work');
  expect(bot.logged('warn').join()).toMatch(/does not have/);
  expect(bot.slot('colour')).toBeUndefined();
});

it('apologises when a rule names an action that nobody made', async () => {
  const bot = await conversation(shop);
  const { messages } = await bot.send('/work');
  expect(messages[0]?.text).toMatch(/went wrong/);
  expect(bot.logged('error').join()).toMatch(/action_work/);
});

it('stops a turn that never ends', async () => {
  const bot = await working(({ say }) => {
    say('Again!');
    return [followup('action_work')];
  });
  const { messages } = await bot.send('/work');
  expect(messages).toHaveLength(10);
  expect(bot.did.at(-1)).toBe('action_listen');
  expect(bot.logged('warn').join()).toMatch(/stopped after 10 actions/);
});

it('apologises when a turn that never ends has said nothing', async () => {
  const bot = await conversation(shop, {
    maxActionsPerTurn: 3,
    actions: [defineAction({ name: 'action_work', run: () => [followup('action_work')] })],
  });
  const { messages } = await bot.send('/work');
  expect(messages).toHaveLength(1);
});

it('falls silent once it is paused, and only records', async () => {
  const bot = await working(({ say }) => {
    say('A human takes over.');
    return [{ event: 'pause' }];
  });
  await bot.hears('/work').says('A human takes over.');
  await bot.hears('/greet').saysNothing();
  expect(bot.tracker.latestMessage.text).toBe('/greet');
});

it('speaks again once it is resumed', async () => {
  const bot = await working(() => [{ event: 'pause' }]);
  await bot.send('/work');
  await bot.send('/greet');
  bot.tracker.apply({ event: 'resume' });
  await bot.hears('/bye').says('Bye!');
});

it('can be restarted out of a pause', async () => {
  const bot = await working(() => [{ event: 'pause' }]);
  await bot.send('/work');
  await bot.send('/restart');
  await bot.hears('/bye').says('Bye!');
});

it('starts a new session after a long silence, and keeps the slots', async () => {
  const bot = await conversation(shop);
  await bot.send('/greet{"name":"Ann"}');
  bot.later({ minutes: 61 });
  const { events } = await bot.send('/bye');
  expect(events.filter((event) => event.event === 'session_started')).toHaveLength(1);
  expect(bot.slot('name')).toBe('Ann');
});

it('forgets the slots in a new session where the domain says so', async () => {
  const bot = await conversation(shop.replace('new_session: true', 'new_session: false'));
  await bot.send('/greet{"name":"Ann"}');
  bot.later({ minutes: 61 });
  await bot.send('/bye');
  expect(bot.slot('name')).toBeNull();
});

it('goes on with a session after a short silence', async () => {
  const bot = await conversation(shop);
  await bot.send('/greet{"name":"Ann"}');
  bot.later({ minutes: 59 });
  const { events } = await bot.send('/bye');
  expect(events.some((event) => event.event === 'session_started')).toBe(false);
});

it('never ends a session whose time is 0', async () => {
  const bot = await conversation(shop.replace('session_expiration_time: 60', 'session_expiration_time: 0'));
  await bot.send('/greet');
  bot.later({ minutes: 100_000 });
  const { events } = await bot.send('/bye');
  expect(events.some((event) => event.event === 'session_started')).toBe(false);
});

it('stays silent after a long silence while it is paused', async () => {
  const bot = await working(() => [{ event: 'pause' }]);
  await bot.send('/work');
  bot.later({ minutes: 500 });
  await bot.hears('/bye').saysNothing();
});

it('starts sessions in a way of its own', async () => {
  const start = defineAction({
    name: 'action_session_start',
    run: ({ say }) => {
      say('Welcome.');
      return [{ event: 'session_started' }, slotSet('count', 1), { event: 'action', name: 'action_listen' }];
    },
  });
  const bot = await conversation(shop, { actions: [start] });
  await bot.hears('/bye').says('Welcome.', 'Bye!');
  expect(bot.slot('count')).toBe(1);
});

it('starts a session though its own way fails', async () => {
  const start = defineAction({ name: 'action_session_start', run: () => Promise.reject(new Error('no')) });
  const bot = await conversation(shop, { actions: [start] });
  const { messages } = await bot.send('/bye');
  expect(messages.at(-1)?.text).toBe('Bye!');
});

it('stamps every event later than the one before', async () => {
  const bot = await conversation(shop);
  await bot.send('/greet');
  await bot.send('/bye');
  const times = bot.tracker.events.map((event) => event.timestamp ?? 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
});

it('keeps bot messages as events', async () => {
  const bot = await conversation(shop);
  const { events } = await bot.send('/bye');
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'bot', text: 'Bye!', metadata: { utter_action: 'utter_bye' } }),
  );
});

it('tells the hooks what happens', async () => {
  const emit = vi.fn();
  const bot = await conversation(shop, { emit });
  await bot.send('/bye');
  const hooks = emit.mock.calls.map(([hook]) => hook);
  expect(hooks).toEqual(['parsed', 'predicted', 'acted', 'predicted', 'acted']);
});

it('goes on when a handler of a hook fails', async () => {
  const emit = () => Promise.reject(new Error('handler down'));
  const bot = await conversation(shop, { emit });
  await bot.hears('/bye').says('Bye!');
  expect(bot.logged('error').join()).toMatch(/hook "parsed".*handler down/);
});

it('goes on when the message can not be parsed', async () => {
  const bot = await conversation(shop, { parse: () => Promise.reject(new Error('model gone')) });
  await bot.hears('/bye').says('Sorry?');
  expect(bot.logged('error').join()).toMatch(/model gone/);
});

it('throws what aborted it, for the message to be taken up again', async () => {
  const bot = await working(() => new Promise<undefined>(() => undefined));
  const stop = new AbortController();
  const input = { text: '/work', messageId: 'm', inputChannel: 'rest', receivedAt: new Date() };
  const turn = bot.dialogue.turn(bot.tracker, input, stop.signal);
  setImmediate(() => stop.abort(new Error('shutting down')));
  await expect(turn).rejects.toThrow('shutting down');
});

it('acts on an intent that comes from elsewhere', async () => {
  const bot = await conversation(shop);
  const { messages, events } = await bot.trigger('greet', { name: 'Ann' });
  expect(messages[0]?.text).toBe('Hi Ann!');
  expect(events).toContainEqual(expect.objectContaining({ event: 'user', text: 'EXTERNAL: greet' }));
});

it('refuses two actions of one name', async () => {
  const action = defineAction({ name: 'action_work', run: () => [] });
  await expect(conversation(shop, { actions: [action, action] })).rejects.toMatchObject({ code: 'ACTION_DUPLICATE' });
});

it('says the text that a trigger carries', async () => {
  const bot = await conversation(
    shop
      .replace(
        '- rule: bye',
        '- rule: send\n  steps:\n  - intent: bye\n  - action: action_send_text\n- rule: other bye',
      )
      .replace(
        'intent: bye\n  - action: utter_bye',
        'intent: greet\n    entities:\n    - name: Zed\n  - action: utter_bye',
      ),
  );
  const { messages } = await bot.trigger('bye', { text: 'Your table is ready.' });
  expect(messages[0]?.text).toBe('Your table is ready.');
});

it('ends a loop that an action began when it is told to', async () => {
  const bot = await working(() => [activeLoop('some_loop'), activeLoop(null)]);
  await bot.send('/work');
  expect(bot.tracker.activeLoop).toBeUndefined();
});
