import { afterAll, expect, it } from 'vitest';
import { startBell } from '../../core/reminders/bell.js';
import { reminderChanges } from '../../core/reminders/changes.js';
import type { Store } from '../../core/store/store.js';
import type { Event, ReminderEvent } from '../../core/tracker/events.js';
import { createDatabases, recordingLog, whyNot } from '../inbox/desk.js';

const made = createDatabases();
afterAll(() => made.stop());

const noon = Date.UTC(2026, 0, 5, 12);
const at = (minutes: number) => new Date(noon + minutes * 60_000);
const reminder = (name: string, minutes: number): ReminderEvent => ({
  event: 'reminder',
  name,
  intent: 'EXTERNAL_call',
  date_time: at(minutes).toISOString(),
});

/** Commits a turn of nothing but these events. */
async function turn(
  store: Store,
  conversationId: string,
  events: readonly Event[],
  channel: string | null = null,
): Promise<void> {
  const [owned] = await store.claim([conversationId]);
  await store.commit([
    {
      conversationId,
      lastSeq: owned?.lastSeq ?? 0,
      sessionSeq: 1,
      inboxId: undefined,
      channel,
      recipient: channel,
      status: 'done',
      attempts: 1,
      error: null,
      events,
      messages: [],
      reminders: reminderChanges(events),
    },
  ]);
}

it('are in the inbox of their conversation when they are due, and not before', async () => {
  const store = await (await made.create('PGlite')).open();
  await turn(store, 'ann', [reminder('early', 1), reminder('late', 60)]);
  expect(await store.ringReminders(at(0), 10)).toEqual([]);
  expect(await store.ringReminders(at(2), 10)).toEqual(['ann']);
  const [note, ...others] = await store.pendingOf(['ann']);
  expect(note?.metadata).toMatchObject({ reminder: { name: 'early' } });
  expect(others).toEqual([]);
  expect(await store.nextReminder()).toEqual(at(60));
  await store.close();
});

it('go with the conversation when it is erased', async () => {
  const store = await (await made.create('PGlite')).open();
  await turn(store, 'ann', [reminder('early', 1)]);
  await store.erase('ann');
  expect(await store.nextReminder()).toBeUndefined();
  await store.close();
});

it('of one conversation are not cancelled by another', async () => {
  const store = await (await made.create('PGlite')).open();
  await turn(store, 'ann', [reminder('call', 1)]);
  await turn(store, 'bob', [reminder('call', 1), { event: 'cancel_reminder' }]);
  expect(await store.ringReminders(at(2), 10)).toEqual(['ann']);
  await store.close();
});

it('follow a person who goes on in another conversation', async () => {
  const store = await (await made.create('PGlite')).open();
  await turn(store, 'web:1', [reminder('call', 1)], 'web');
  await store.dataSource.query(
    `INSERT INTO links (channel, address, conversation_id, linked_at) VALUES ('web', 'web:1', 'ann', now())`,
  );
  expect(await store.ringReminders(at(2), 10)).toEqual(['ann']);
  await store.close();
});

const why = whyNot('PostgreSQL');

it.skipIf(why !== undefined)('ring once, however many processes listen', async () => {
  const database = await made.create('PostgreSQL');
  const stores = [await database.open(), await database.open()] as const;
  const people = Array.from({ length: 40 }, (_, index) => `person ${index}`);
  for (const person of people) await turn(stores[0], person, [reminder('one', 1), reminder('two', 2)]);
  const rounds = Array.from({ length: 10 }, (_, round) => stores[round % 2]?.ringReminders(at(3), 15) ?? []);
  await Promise.all(rounds);
  await stores[1].ringReminders(at(3), 1_000);
  const notes = await stores[0].pendingOf(people);
  expect(notes).toHaveLength(80);
  expect(new Set(notes.map(({ conversationId, metadata }) => JSON.stringify([conversationId, metadata]))).size).toBe(
    80,
  );
  await Promise.all(stores.map((store) => store.close()));
});

it('wake the bell when they are set, and at their time', async () => {
  const store = await (await made.create('PGlite')).open();
  const clock = handClock();
  const taken = queue<string>();
  const inbox = { takeUp: async (id: string) => taken.push(id) };
  const bell = startBell({ store, inbox, clock, ready: () => true, log: recordingLog() });
  await clock.waits();
  await turn(store, 'ann', [reminder('call', 1 / 6)]);
  expect(await clock.waits()).toBe(10_000);
  clock.forward(10_000);
  expect(await taken.next()).toBe('ann');
  await bell.stop();
  await store.close();
});

it('that came due while nobody was there ring at the start', async () => {
  const store = await (await made.create('PGlite')).open();
  await turn(store, 'ann', [reminder('call', -60)]);
  const taken = queue<string>();
  const inbox = { takeUp: async (id: string) => taken.push(id) };
  const bell = startBell({ store, inbox, clock: handClock(), ready: () => true, log: recordingLog() });
  expect(await taken.next()).toBe('ann');
  await bell.stop();
  await store.close();
});

/** Values that one side puts in and the other waits for. */
function queue<Item>() {
  const items: Item[] = [];
  const waiting: ((item: Item) => void)[] = [];
  return {
    push(item: Item): void {
      const taker = waiting.shift();
      if (taker) taker(item);
      else items.push(item);
    },
    next: () =>
      new Promise<Item>((resolve) => {
        const [item] = items.splice(0, 1);
        if (item === undefined) waiting.push(resolve);
        else resolve(item);
      }),
  };
}

/** A clock that stands at noon until it is put forward; `waits` tells how long somebody begins to wait for. */
function handClock() {
  let now = noon;
  const calls = new Map<() => void, number>();
  const waits = queue<number>();
  return {
    now: () => now,
    after(ms: number, call: () => void) {
      calls.set(call, now + ms);
      waits.push(ms);
      return () => void calls.delete(call);
    },
    waits: waits.next,
    forward(ms: number) {
      now += ms;
      for (const [call, due] of [...calls]) if (due <= now && calls.delete(call)) call();
    },
  };
}
