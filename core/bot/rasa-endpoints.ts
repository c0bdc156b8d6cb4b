import { existsSync } from 'node:fs';
import { readConfigFile } from '../project/config-file.js';
import { isSqlStore } from '../store/rasa/settings.js';

/** What stands for "keep it in memory" with Rasa, which needs no word: Parley keeps all of it in its database. */
const inMemory = ['in_memory', 'inmemorytrackerstore', 'rasa.core.tracker_store.inmemorytrackerstore'];
const inMemoryLock = ['in_memory', 'rasa.core.lock_store.inmemorylockstore'];

/**
 * What is said at the start of the parts of Rasa that a bot's endpoints file names and Parley does not have, and what
 * happens instead; the bot runs without them.
 */
export async function missingRasaParts(endpoints: string): Promise<string[]> {
  if (!existsSync(endpoints)) return [];
  const { tracker_store, lock_store, event_broker } = (await readConfigFile(endpoints)).value;
  const store = typeOf(tracker_store);
  const lock = typeOf(lock_store);
  const broker = typeOf(event_broker);
  const texts: string[] = [];
  if (store !== undefined && !isSqlStore(tracker_store) && !inMemory.includes(store.toLowerCase())) {
    texts.push(
      `endpoints.yml names the tracker store "${store}", which Parley does not have: conversations begin anew and are kept in Parley's own database, by default in the bot's folder, or where DATABASE_URL says. Those in Rasa's SQL tracker store can be gone on with.`,
    );
  }
  if (lock !== undefined && !inMemoryLock.includes(lock.toLowerCase())) {
    texts.push(
      `endpoints.yml names the lock store "${lock}", which Parley does not need: its database keeps the messages of a conversation in order, also among several processes.`,
    );
  }
  if (broker !== undefined) {
    texts.push(
      `endpoints.yml names the event broker "${broker}", which Parley does not have: events are not published; they are in the table "events" of Parley's database.`,
    );
  }
  return texts;
}

/** Rasa takes a broker without a type for Pika (rasa/core/brokers/broker.py), and other parts without one for none. */
function typeOf(written: unknown): string | undefined {
  const { type } = Object(written);
  return typeof type === 'string' && type !== '' ? type : undefined;
}
