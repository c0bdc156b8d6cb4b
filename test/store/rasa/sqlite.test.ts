import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withRasaStore } from '../../../core/store/rasa/with-rasa-store.js';
import { openStore, type Store } from '../../../core/store/store.js';
import { keepTables } from '../../../core/testing/keep-tables.js';
import type { Event } from '../../../core/tracker/events.js';
import { createDatabases, recordingLog } from '../../inbox/desk.js';
import { temporaryFolder } from '../../kit/database.js';
import { talkOfRasa } from './rasa-database.js';

const made = createDatabases();
const log = recordingLog();
const place = temporaryFolder('rasa');
let own: Store;
let reset: () => Promise<void>;
let count = 0;

beforeAll(async () => {
  own = await openStore({ folder: made.folder(), log });
  reset = await keepTables(own.dataSource);
});
afterEach(() => reset());
afterAll(async () => {
  await own.close();
  await made.stop();
  place.remove();
});

/** The file as SQLAlchemy makes it for rasa/core/tracker_store.py. */
function rasaFile(events: readonly object[], sender = 'ann'): string {
  count += 1;
  const path = join(place.folder, `rasa-${count}.db`);
  const database = new sqlite.Database(path);
  database.exec(`CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT NULL,
    timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)`);
  database.close();
  addTo(path, events, sender);
  return path;
}

function addTo(path: string, events: readonly object[], sender = 'ann'): void {
  const database = new sqlite.Database(path);
  for (const event of events as readonly Event[]) {
    database.run('INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)', [
      ...[sender, event.event, event.timestamp ?? null, JSON.stringify(event)],
    ]);
  }
  database.close();
}

/** Parley on its own database, which stays open, joined to a file of Rasa. */
async function joined(path: string): Promise<Store> {
  return await withRasaStore({ ...own, close: async () => undefined }, { dialect: 'sqlite', path }, { log });
}

const then = 1_714_557_600;

describe('a tracker store of Rasa in a file of SQLite', () => {
  it('hands its conversations over', async () => {
    const store = await joined(rasaFile([...talkOfRasa(then), ...talkOfRasa(then + 86_400, 'large')]));
    expect(await store.claim(['ann', 'bob'])).toMatchObject([
      { id: 'ann', lastSeq: 16, sessionSeq: 9 },
      { id: 'bob', lastSeq: 0, sessionSeq: 1 },
    ]);
    const events = (await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann') ?? [];
    expect(events[4]).toEqual({ event: 'slot', name: 'size', value: 'small', timestamp: then + 1.001 });
    await store.close();
  });

  it('hands over once what is there, and later what has come since', async () => {
    const path = rasaFile(talkOfRasa(then));
    for (const lastSeq of [8, 8]) {
      const store = await joined(path);
      expect(await store.claim(['ann'])).toMatchObject([{ lastSeq }]);
      await store.close();
    }
    addTo(path, talkOfRasa(then + 600));
    const store = await joined(path);
    expect(await store.claim(['ann'])).toMatchObject([{ lastSeq: 16, sessionSeq: 9 }]);
    await store.close();
  });

  it('does not bring back who was erased', async () => {
    const store = await joined(rasaFile(talkOfRasa(then)));
    await store.claim(['ann']);
    await store.erase('ann');
    expect(await store.claim(['ann'])).toMatchObject([{ lastSeq: 0 }]);
    expect((await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann')).toBeUndefined();
    expect(log.lines.some((line) => line.includes('have to be deleted there'))).toBe(true);
    await store.close();
  });

  it('may not be there yet, or be empty', async () => {
    const empty = join(place.folder, 'empty.db');
    writeFileSync(empty, '');
    for (const path of [empty, join(place.folder, 'missing.db')]) {
      const store = await joined(path);
      expect(await store.claim(['ann'])).toMatchObject([{ lastSeq: 0 }]);
      await store.close();
    }
  });

  it('is named when it is something else', async () => {
    const path = join(place.folder, 'not.db');
    writeFileSync(path, 'These are words, and no database at all. '.repeat(30));
    await expect(joined(path)).rejects.toMatchObject({
      code: 'RASA_STORE_UNREACHABLE',
      message: expect.stringContaining(path),
    });
  });
});
