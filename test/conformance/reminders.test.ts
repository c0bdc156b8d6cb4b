import { expect } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { conformance } from './harness.js';
import type { RequestStep } from './harness-shape.js';
import {
  acting,
  comes,
  data,
  domain,
  last,
  lastComes,
  later,
  neverCame,
  page,
  reminder,
  soon,
  source,
  triggered,
} from './reminders-kit.js';

conformance('a reminder comes as an intent, and is answered', {
  from: page,
  domain,
  data,
  actions: acting([{ in: 0, entities: { person: 'Paul' } }]),
  turns: [
    { user: '/remind' },
    comes(),
    async (talk) => {
      const { events, slots } = await talk.tracker();
      expect(events).toContainEqual(expect.objectContaining({ event: 'bot', text: 'Call Paul!' }));
      expect(slots).toMatchObject({ person: 'Paul' });
    },
  ],
});

conformance('the entities of a reminder may be mentions, as a message has them', {
  from: page,
  domain,
  data,
  actions: acting([{ in: 0, entities: [{ entity: 'person', value: 'Ann', start: 0, end: 3 }] }]),
  turns: [
    { user: '/remind' },
    comes(),
    async (talk) => expect((await talk.tracker()).slots).toMatchObject({ person: 'Ann' }),
  ],
});

conformance('the message of a reminder is marked as one from outside', {
  from: 'RasaHQ/rasa rasa/shared/core/events.py UserUttered.create_external',
  domain,
  data,
  actions: acting([{ in: 0 }]),
  turns: [
    { user: '/remind' },
    comes(),
    async (talk) =>
      expect((await talk.tracker()).events).toContainEqual(
        expect.objectContaining({
          event: 'user',
          text: 'EXTERNAL: EXTERNAL_call',
          input_channel: 'rest',
          metadata: expect.objectContaining({ is_external: true }),
        }),
      ),
  ],
});

conformance('a reminder is recorded with what an action said of it', {
  from: 'rasa.com/docs/action-server/events#reminderscheduled',
  domain,
  data,
  actions: acting([{ in: 3_600_000, kill: true }]),
  turns: [
    {
      user: '/remind',
      has: [{ event: 'reminder', name: 'call', intent: 'EXTERNAL_call', kill_on_user_msg: true }],
    },
    neverCame(),
  ],
});

conformance('a reminder without a name gets one', {
  from: 'RasaHQ/rasa rasa/shared/core/events.py ReminderScheduled',
  domain,
  data,
  actions: acting([{ in: 0, name: null }]),
  turns: [{ user: '/remind', has: [{ event: 'reminder', name: expect.stringMatching(/./) }] }, comes()],
});

conformance('a reminder outlives a stop of the bot', {
  from: `${page} (where Rasa forgets it)`,
  domain,
  data,
  actions: acting([{ in: 200 }]),
  turns: [{ user: '/remind' }, (talk) => talk.restart(), comes()],
});

conformance('a reminder comes once', {
  from: page,
  domain,
  data,
  actions: acting([{ in: 0 }, last]),
  turns: [
    { user: '/remind' },
    comes(),
    (talk) => talk.restart(),
    lastComes,
    async (talk) =>
      expect(await triggered(talk)).toEqual(['/remind', 'EXTERNAL: EXTERNAL_call', 'EXTERNAL: EXTERNAL_other']),
  ],
});

conformance('a reminder of the same name takes the place of the first', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_scheduled (replace_existing)',
  domain,
  data,
  actions: acting([
    { in: soon, name: 'one' },
    { in: later, name: 'one', intent: 'EXTERNAL_other' },
  ]),
  turns: [{ user: '/remind' }, lastComes, neverCame()],
});

conformance('cancelling without a word cancels all', {
  from: 'rasa.com/docs/action-server/events#remindercancelled',
  domain,
  data,
  actions: [
    defineAction({ name: 'action_remind', run: () => [reminder({ in: soon }), reminder({ in: soon, name: 'two' })] }),
    defineAction({ name: 'action_forget', run: () => [{ event: 'cancel_reminder' }, reminder(last)] }),
  ],
  turns: [
    { user: '/remind' },
    { user: '/forget', has: ['cancel_reminder undefined'] },
    lastComes,
    neverCame('/forget'),
  ],
});

conformance('a reminder is cancelled by its name', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_cancelled_by_name',
  domain,
  data,
  actions: acting([{ in: soon }, last], [{ event: 'cancel_reminder', name: 'call' }]),
  turns: [{ user: '/remind' }, { user: '/forget' }, lastComes, neverCame('/forget')],
});

conformance('reminders are cancelled by their intent', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_cancelled_by_intent_name',
  domain,
  data,
  actions: acting(
    [{ in: soon }, { in: soon, name: 'two' }, last],
    [{ event: 'cancel_reminder', intent: 'EXTERNAL_call' }],
  ),
  turns: [{ user: '/remind' }, { user: '/forget' }, lastComes, neverCame('/forget')],
});

conformance('reminders are cancelled by their entities', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_cancelled_by_entities',
  domain,
  data,
  actions: acting(
    [{ in: soon, entities: { person: 'Paul' } }, last],
    [{ event: 'cancel_reminder', entities: { person: 'Paul' } }],
  ),
  turns: [{ user: '/remind' }, { user: '/forget' }, lastComes, neverCame('/forget')],
});

conformance('cancelling with other entities cancels nothing', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_cancelled_by_entities',
  domain,
  data,
  actions: acting(
    [{ in: soon, entities: { person: 'Paul' } }],
    [{ event: 'cancel_reminder', entities: { person: 'Ann' } }],
  ),
  turns: [{ user: '/remind' }, { user: '/forget' }, comes()],
});

conformance('what an action sets and cancels in one go does not come', {
  from: source,
  domain,
  data,
  actions: [
    defineAction({
      name: 'action_remind',
      run: () => [reminder({ in: soon }), { event: 'cancel_reminder', name: 'call' }, reminder(last)],
    }),
  ],
  turns: [{ user: '/remind' }, lastComes, neverCame()],
});

conformance('a reminder may be killed by the next message', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_aborted',
  domain,
  data,
  actions: acting([{ in: soon, kill: true }, last]),
  turns: [{ user: '/remind' }, { user: '/greet', bot: 'Hello!' }, lastComes, neverCame('/greet')],
});

conformance('a reminder that a message may not kill comes after it', {
  from: page,
  domain,
  data,
  actions: acting([{ in: soon }]),
  turns: [{ user: '/remind' }, { user: '/greet' }, comes()],
});

conformance('a restart takes the reminders away', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_reminder_restart',
  domain,
  data,
  actions: [
    defineAction({ name: 'action_remind', run: () => [reminder({ in: soon })] }),
    defineAction({ name: 'action_forget', run: () => [reminder(last)] }),
  ],
  turns: [{ user: '/remind' }, { user: '/restart' }, { user: '/forget' }, lastComes, neverCame('/restart')],
});

conformance('a reminder that was taken back does not come', {
  from: 'RasaHQ/rasa rasa/core/processor.py _is_reminder_still_valid',
  domain,
  data,
  actions: [
    defineAction({ name: 'action_remind', run: () => [reminder({ in: soon })] }),
    defineAction({ name: 'action_forget', run: () => [{ event: 'rewind' }, { event: 'rewind' }, reminder(last)] }),
  ],
  turns: [{ user: '/remind' }, { user: '/forget' }, lastComes, neverCame('/forget')],
});

conformance('a paused conversation notes its reminders and says nothing', {
  from: source,
  domain,
  data,
  actions: [defineAction({ name: 'action_remind', run: () => [reminder({ in: 0 }), { event: 'pause' }] })],
  turns: [
    { user: '/remind' },
    comes(),
    async (talk) => expect((await talk.tracker()).events.some(({ event }) => event === 'bot')).toBe(false),
  ],
});

conformance('a reminder comes after a long silence too, in a new session', {
  from: `${source} (where Rasa drops it)`,
  domain: `${domain}session_config:\n  session_expiration_time: 0.001\n  carry_over_slots_to_new_session: true\n`,
  data,
  actions: acting([{ in: later }]),
  turns: [
    { user: '/remind' },
    comes(),
    async (talk) => {
      const { events } = await talk.tracker();
      const trigger = events.findIndex(({ text }) => text === 'EXTERNAL: EXTERNAL_call');
      expect(events.slice(trigger - 2, trigger).map(({ event }) => event)).toEqual(['session_started', 'action']);
    },
  ],
});

conformance('a reminder at no time is an error of the action', {
  from: 'RasaHQ/rasa rasa/shared/core/events.py ReminderScheduled._from_parameters',
  domain,
  data,
  actions: [
    defineAction({
      name: 'action_remind',
      run: () => [{ event: 'reminder', name: 'call', intent: 'EXTERNAL_call', date_time: 'soon' }],
    }),
  ],
  turns: [
    { user: '/remind', bot: /went wrong/, hasNot: ['reminder call'] },
    ({ logged }) => expect(logged.map(({ message }) => message).join()).toMatch(/date_time.*EVENT_INVALID/),
  ],
});

conformance('a reminder of an intent without a rule falls back', {
  from: page,
  domain,
  data,
  actions: acting([{ in: 0, intent: 'EXTERNAL_nowhere' }]),
  turns: [
    { user: '/remind' },
    comes('EXTERNAL_nowhere'),
    async (talk) =>
      expect((await talk.tracker()).events).toContainEqual(
        expect.objectContaining({ name: 'action_default_fallback' }),
      ),
  ],
});

conformance('what a reminder said is there for a channel that can only answer', {
  from: `${page} (where it is lost)`,
  domain,
  data,
  actions: acting([{ in: 0, intent: 'EXTERNAL_other' }]),
  turns: [{ user: '/remind' }, lastComes, { user: '/greet', bot: ['The other thing!', 'Hello!'] }],
});

const fromOutside = (query: string): RequestStep => ({
  request: `POST /conversations/{id}/tracker/events${query}`,
  body: [{ ...reminder({ in: soon }) }, { ...reminder(last) }],
});

conformance('a reminder that is put into the record from outside is set where that is asked for', {
  from: 'RasaHQ/rasa docs/static/spec/rasa.yml (execute_side_effects)',
  domain,
  data,
  actions: acting([]),
  turns: [{ user: '/greet' }, fromOutside('?execute_side_effects=true'), comes(), lastComes],
});

conformance('a reminder that is put into the record from outside is only recorded otherwise', {
  from: 'RasaHQ/rasa docs/static/spec/rasa.yml (execute_side_effects)',
  domain,
  data,
  actions: acting([last]),
  turns: [{ user: '/greet' }, fromOutside(''), { user: '/remind' }, lastComes, neverCame('/greet')],
});

conformance('an intent that is triggered from outside is answered, with its entities in slots', {
  from: 'rasa.com/docs/rasa/reaching-out-to-user#external-events',
  domain,
  data,
  actions: acting([]),
  turns: [
    { user: '/greet' },
    {
      request: 'POST /conversations/{id}/trigger_intent?output_channel=latest',
      body: { name: 'EXTERNAL_call', entities: { person: 'Ann' } },
      has: ['user EXTERNAL: EXTERNAL_call', 'slot person = "Ann"', 'bot Call Ann!'],
    },
  ],
});
