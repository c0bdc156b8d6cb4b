import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { withRasaStore } from '../../../core/store/rasa/with-rasa-store.js';
import { openStore, type Store } from '../../../core/store/store.js';
import type { Event } from '../../../core/tracker/events.js';
import { recordingLog } from '../../inbox/desk.js';
import { whyNoPostgres } from '../../kit/database.js';
import { rasaDatabases, talkOfRasa } from './rasa-database.js';

const rasa = rasaDatabases();
const open = new Set<Store>();
const log = recordingLog();

afterEach(async () => {
  for (const store of open) await close(store);
});
afterAll(() => rasa.stop());

/** Ends a process: what it owned is free at once. */
async function close(store: Store) {
  open.delete(store);
  await store.leave();
  await store.close();
}

const isoDay = Date.parse('2024-05-01T10:00:00Z') / 1000;
const kinds = (events: readonly { event: string }[]) => events.map(({ event }) => event);

/** A place of Parley's that can be opened again. */
async function place(url: string, more: { readonly isWritable?: boolean; readonly own?: string } = {}) {
  const own = more.own ?? (await rasa.empty());
  return {
    async open() {
      const store = await withRasaStore(
        await openStore({ url: own, folder: '', log }),
        {
          ...{ dialect: 'postgresql' as const, url, address: 'rasa', database: 'rasa' },
          ...{ loginUrl: undefined, schema: undefined, isWritable: more.isWritable ?? true },
        },
        { log },
      );
      open.add(store);
      return store;
    },
    close,
  };
}

/** Commits events as a turn does. */
async function turn(store: Store, id: string, events: readonly Event[]) {
  const [owned] = await store.claim([id]);
  if (!owned) throw new Error('not owned');
  const { lastSeq, sessionSeq } = owned;
  await store.commit([
    {
      ...{ conversationId: id, lastSeq, sessionSeq, inboxId: undefined, channel: null, recipient: null },
      ...{ status: 'done', attempts: 1, error: null, events, messages: [] },
    },
  ]);
}

const said = (text: string, timestamp: number): Event => ({
  event: 'user',
  text,
  timestamp,
  parse_data: { text, intent: { name: 'greet', confidence: 1 }, entities: [], intent_ranking: [] },
});

describe.skipIf(whyNoPostgres())('a tracker store of Rasa on PostgreSQL', () => {
  it('hands its conversations over, with their order, times and sessions', async () => {
    const database = await rasa.create();
    await database.add('ann', [...talkOfRasa(isoDay), ...talkOfRasa(isoDay + 86_400, 'large')]);
    const store = await (await place(database.url)).open();
    expect(await store.claim(['ann'])).toMatchObject([{ id: 'ann', lastSeq: 16, sessionSeq: 9 }]);
    const events = (await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann') ?? [];
    expect(events.map(({ timestamp }) => timestamp)).toEqual(
      [...talkOfRasa(isoDay), ...talkOfRasa(isoDay + 86_400)].map((event) => (event as Event).timestamp),
    );
    expect(events[12]).toMatchObject({ event: 'slot', name: 'size', value: 'large' });
  });

  it('gets what is said from then on, as Rasa writes it', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url);
    const store = await parley.open();
    await turn(store, 'ann', [
      said('hi', isoDay + 60),
      { event: 'slot', name: 'size', value: null, timestamp: isoDay + 61 },
    ]);
    await parley.close(store);
    const rows = await database.rows('ann');
    expect(rows.slice(8)).toMatchObject([
      { type_name: 'user', timestamp: isoDay + 60, intent_name: 'greet', action_name: null },
      { type_name: 'slot', timestamp: isoDay + 61, intent_name: null, action_name: 'size' },
    ]);
    expect(JSON.parse(rows[8]?.data ?? '')).toMatchObject({
      ...{ event: 'user', text: 'hi', input_channel: null, message_id: null, timestamp: isoDay + 60 },
      parse_data: { intent: { name: 'greet' } },
    });
  });

  it('does not get what it has once more', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url);
    for (const time of [60, 120]) {
      const store = await parley.open();
      await turn(store, 'ann', [said('hi', isoDay + time)]);
      await parley.close(store);
    }
    expect(await database.rows('ann')).toHaveLength(10);
  });

  it('is known again where the mark was lost in between', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url);
    const store = await parley.open();
    await turn(store, 'ann', [said('hi', isoDay + 60)]);
    await parley.close(store);
    const again = await parley.open();
    await again.dataSource.query('DELETE FROM rasa_marks');
    expect(await again.claim(['ann'])).toMatchObject([{ lastSeq: 9 }]);
    expect(await database.rows('ann')).toHaveLength(9);
  });

  it('hands over what Rasa has said meanwhile', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url);
    const store = await parley.open();
    await turn(store, 'ann', [said('hi', isoDay + 60)]);
    await parley.close(store);
    await database.add('ann', talkOfRasa(isoDay + 600, 'huge'));
    const later = await parley.open();
    expect(await later.claim(['ann'])).toMatchObject([{ lastSeq: 17, sessionSeq: 10 }]);
    expect(await database.rows('ann')).toHaveLength(17);
  });

  it('shows a conversation that nobody has taken up yet, and leaves it alone', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const store = await (await place(database.url)).open();
    expect((await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann')).toHaveLength(8);
    expect(await store.dataSource.query('SELECT * FROM events')).toEqual([]);
  });

  it('is read with the names of older versions', async () => {
    const database = await rasa.create();
    await database.add('ann', [
      { event: 'form', name: 'book_form', timestamp: isoDay },
      { event: 'form_validation', validate: false, timestamp: isoDay + 1 },
      { event: 'of_tomorrow', colour: 'red', timestamp: isoDay + 2 },
    ]);
    const store = await (await place(database.url)).open();
    await store.claim(['ann']);
    expect((await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann')).toEqual([
      { event: 'active_loop', name: 'book_form', timestamp: isoDay },
      { event: 'loop_interrupted', is_interrupted: true, timestamp: isoDay + 1 },
      { event: 'of_tomorrow', colour: 'red', timestamp: isoDay + 2 },
    ]);
  });

  it('has a broken row named, and the conversation goes on without it', async () => {
    const database = await rasa.create();
    await database.insert('ann', 'slot', isoDay, '{"event": "slot"');
    await database.insert('ann', 'slot', isoDay, '{"event": "slot", "value": 1}');
    await database.add('ann', talkOfRasa(isoDay));
    const store = await (await place(database.url)).open();
    expect(await store.claim(['ann'])).toMatchObject([{ lastSeq: 8 }]);
    const lines = log.lines.filter((line) => line.includes('holds no event'));
    expect(lines).toEqual([
      expect.stringMatching(/"id":1,"sender":"ann".*no JSON/),
      expect.stringMatching(/"id":2,"sender":"ann".*\\"name\\"/),
    ]);
  });

  it('is not told what Rasa does not know', async () => {
    const database = await rasa.create();
    const parley = await place(database.url);
    const store = await parley.open();
    await turn(store, 'ann', [
      said('hi', isoDay),
      { event: 'bot_interrupted', text: 'Hello there', heard: 'Hello', timestamp: isoDay + 1 },
    ]);
    await parley.close(store);
    expect((await database.rows('ann')).map(({ type_name }) => type_name)).toEqual(['user']);
  });

  it('forgets a conversation that is erased, and takes one that is replaced', async () => {
    const database = await rasa.create();
    for (const person of ['ann', 'bob']) await database.add(person, talkOfRasa(isoDay));
    const parley = await place(database.url);
    const store = await parley.open();
    await store.claim(['ann', 'bob']);
    await store.erase('ann');
    await store.replaceEvents('bob', [said('anew', isoDay)], 1);
    await parley.close(store);
    expect(await database.rows('ann')).toEqual([]);
    expect(kinds((await database.rows('bob')).map(({ data }) => JSON.parse(data)))).toEqual(['user']);
    const again = await parley.open();
    expect(await again.claim(['ann', 'bob'])).toMatchObject([{ lastSeq: 0 }, {}]);
    expect((await again.eventsFrom([{ id: 'bob', seq: 1 }])).get('bob')).toMatchObject([{ text: 'anew' }]);
  });

  it('is only read with `write_back: false`', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url, { isWritable: false });
    const store = await parley.open();
    await turn(store, 'ann', [said('hi', isoDay + 60)]);
    await parley.close(store);
    expect(await database.rows('ann')).toHaveLength(8);
    expect(await (await parley.open()).claim(['ann'])).toMatchObject([{ lastSeq: 9 }]);
  });

  it('gets its table where it has none yet', async () => {
    const database = await rasa.create({ withTable: false });
    const parley = await place(database.url);
    const store = await parley.open();
    await turn(store, 'ann', [said('hi', isoDay)]);
    await parley.close(store);
    expect(await database.rows('ann')).toMatchObject([{ id: 1, type_name: 'user' }]);
  });

  it('gets what it missed while it was away, after the next start', async () => {
    const database = await rasa.create();
    const parley = await place(database.url);
    const store = await parley.open();
    await store.claim(['ann']);
    await database.query('ALTER TABLE events RENAME TO gone');
    await store.commit([
      {
        ...{ conversationId: 'ann', lastSeq: 0, sessionSeq: 1, inboxId: undefined, channel: null, recipient: null },
        ...{ status: 'done', attempts: 1, error: null, events: [said('hi', isoDay)], messages: [] },
      },
    ]);
    await parley.close(store);
    expect(log.lines.some((line) => line.includes('not written to; it is tried again'))).toBe(true);
    await database.query('ALTER TABLE gone RENAME TO events');
    await parley.close(await parley.open());
    expect(await database.rows('ann')).toHaveLength(1);
  });

  it('has no conversation kept back by another that does not fit', async () => {
    const database = await rasa.create();
    await database.query(`ALTER TABLE events ADD CHECK (sender_id <> 'ann')`);
    const parley = await place(database.url);
    const store = await parley.open();
    await store.claim(['ann', 'bob']);
    const one = { lastSeq: 0, sessionSeq: 1, inboxId: undefined, channel: null, recipient: null };
    const done = { status: 'done' as const, attempts: 1, error: null, messages: [], events: [said('hi', isoDay)] };
    await store.commit(['ann', 'bob'].map((conversationId) => ({ conversationId, ...one, ...done })));
    await parley.close(store);
    expect(await database.rows('bob')).toHaveLength(1);
    expect(log.lines).toContainEqual(expect.stringMatching(/^error: A conversation does not fit .*"ann"/));
  });

  it('may be the very database of Parley, whose tables then lie in a schema of their own', async () => {
    const database = await rasa.create();
    await database.add('ann', talkOfRasa(isoDay));
    const parley = await place(database.url, { own: database.url });
    const store = await parley.open();
    await turn(store, 'ann', [said('hi', isoDay + 60)]);
    await parley.close(store);
    expect(await database.rows('ann')).toHaveLength(9);
    expect(await database.query('SELECT count(*)::integer AS n FROM parley_store.events')).toEqual([{ n: 9 }]);
    expect(await (await parley.open()).claim(['ann'])).toMatchObject([{ lastSeq: 9 }]);
  });

  it('that cannot be reached is named without its password', async () => {
    const settings = {
      ...{ dialect: 'postgresql' as const, url: 'postgres://me:s3cret@localhost:1/rasa', address: 'localhost:1/rasa' },
      ...{ database: 'rasa', loginUrl: undefined, schema: undefined, isWritable: true },
    };
    const store = await openStore({ url: await rasa.empty(), folder: '', log });
    open.add(store);
    const failure = await withRasaStore(store, settings, { log }).catch((error: Error) => error.message);
    expect(failure).toMatch(/localhost:1\/rasa cannot be used/);
    expect(failure).not.toContain('s3cret');
  });
});
