import pg from 'pg';
import type { Event } from '../../../core/tracker/events.js';
import { startPostgres } from '../../kit/database.js';

/** What Rasa's table holds of a conversation, in order. */
export interface StoredEvent {
  readonly id: number;
  readonly type_name: string;
  readonly timestamp: number;
  readonly intent_name: string | null;
  readonly action_name: string | null;
  readonly data: string;
}

/** The table as SQLAlchemy makes it on PostgreSQL for rasa/core/tracker_store.py. */
const table = `
  CREATE TABLE events (
    id SERIAL NOT NULL PRIMARY KEY,
    sender_id VARCHAR(255) NOT NULL,
    type_name VARCHAR(255) NOT NULL,
    timestamp FLOAT,
    intent_name VARCHAR(255),
    action_name VARCHAR(255),
    data TEXT
  );
  CREATE INDEX ix_events_sender_id ON events (sender_id)`;

/** A PostgreSQL server with databases that Rasa has written to. */
export function rasaDatabases() {
  let server: ReturnType<typeof startPostgres> | undefined;
  const empty = async () => {
    server ??= startPostgres();
    return await (await server).createDatabase();
  };
  return {
    /** The URL of a database of Parley's own. */
    empty,
    async create({ withTable = true } = {}) {
      const url = await empty();
      const query = async (text: string, values: unknown[] = []) => {
        const client = new pg.Client(url);
        await client.connect();
        try {
          return (await client.query(text, values)).rows;
        } finally {
          await client.end();
        }
      };
      if (withTable) await query(table);
      const insert = async (sender: string, type: string, timestamp: number | null, data: string) => {
        await query('INSERT INTO events (sender_id, type_name, timestamp, data) VALUES ($1, $2, $3, $4)', [
          sender,
          type,
          timestamp,
          data,
        ]);
      };
      return {
        url,
        query,
        insert,
        async add(sender: string, events: readonly object[]) {
          for (const event of events as readonly Event[]) {
            await insert(sender, event.event, event.timestamp ?? null, JSON.stringify(event));
          }
        },
        rows: async (sender: string): Promise<StoredEvent[]> =>
          await query('SELECT * FROM events WHERE sender_id = $1 ORDER BY id', [sender]),
      };
    },
    async stop() {
      await (await server)?.stop();
    },
  };
}

/** What a person has told a bot of Rasa's, `time` seconds after 1970. */
export function talkOfRasa(time: number, size = 'small'): object[] {
  const parse_data = {
    intent: { name: 'inform', confidence: 1.0 },
    entities: [{ entity: 'size', value: size, start: 0, end: 5 }],
    text: `a ${size} one`,
    message_id: 'abc',
    metadata: {},
    intent_ranking: [{ name: 'inform', confidence: 1.0 }],
  };
  return [
    {
      event: 'action',
      timestamp: time,
      name: 'action_session_start',
      policy: null,
      confidence: 1.0,
      action_text: null,
    },
    { event: 'session_started', timestamp: time + 0.001 },
    { event: 'action', timestamp: time + 0.002, name: 'action_listen', policy: null, confidence: null },
    { event: 'user', timestamp: time + 1, text: `a ${size} one`, parse_data, input_channel: 'rest', message_id: 'abc' },
    { event: 'slot', timestamp: time + 1.001, name: 'size', value: size },
    { event: 'action', timestamp: time + 1.1, name: 'utter_ok', policy: 'RulePolicy', confidence: 1.0 },
    { event: 'bot', timestamp: time + 1.2, text: 'OK.', data: { elements: null, buttons: null }, metadata: {} },
    { event: 'action', timestamp: time + 1.3, name: 'action_listen', policy: 'RulePolicy', confidence: 1.0 },
  ];
}
