import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect } from 'vitest';
import { temporaryFolder, whyNoPostgres } from '../kit/database.js';
import { rasaDatabases, talkOfRasa } from '../store/rasa/rasa-database.js';
import { conformance } from './harness.js';
import type { Surroundings, Talk } from './harness-shape.js';

const docs = 'rasa.com/docs/rasa/tracker-stores#sqltrackerstore';
const source = 'RasaHQ/rasa rasa/core/tracker_store.py SQLTrackerStore';

const bot = {
  domain: `
version: "3.1"
intents: [greet, inform, book]
entities: [size]
slots:
  size: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: size }] }
forms:
  book_form: { required_slots: [size] }
responses:
  utter_greet: [{ text: "You had {size}." }]
  utter_ask_size: [{ text: "Which size?" }]
  utter_booked: [{ text: "Booked {size}." }]
session_config: { session_expiration_time: 0, carry_over_slots_to_new_session: true }
`,
  data: `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: book
  steps: [{ intent: book }, { action: book_form }, { active_loop: book_form }]
- rule: booked
  condition: [{ active_loop: book_form }]
  steps: [{ action: book_form }, { active_loop: null }, { action: utter_booked }]
`,
};

const then = 1_714_557_600;
const rasa = rasaDatabases();
const files = temporaryFolder('rasa-file');
afterAll(async () => {
  await rasa.stop();
  files.remove();
});

type Database = Awaited<ReturnType<typeof rasa.create>>;

/** A database of Rasa's, made before the bot, that knows what `ann` has said. */
function postgres(events: readonly object[] = talkOfRasa(then), settings = '') {
  let database: Database | undefined;
  return {
    surroundings: async (): Promise<Surroundings> => {
      database = await rasa.create();
      await database.add('ann', events);
      const store = `tracker_store:\n  type: SQL\n  dialect: postgresql\n  url: "${database.url}"\n${settings}`;
      return { files: { 'endpoints.yml': store }, close: () => undefined };
    },
    rows: async () => (await database?.rows('ann')) ?? [],
    add: async (more: readonly object[]) => await database?.add('ann', more),
  };
}

const say = async ({ request }: Talk, message: string) => {
  const { json } = await request('POST', '/webhooks/rest/webhook', { sender: 'ann', message });
  return (json as { text: string }[]).map(({ text }) => text);
};
const trackerOf = async ({ request }: Talk, query = '') => {
  const { json } = await request('GET', `/conversations/ann/tracker${query}`);
  return json as { slots: Record<string, unknown>; events: { event: string; name?: string; timestamp: number }[] };
};
const of = (event: string) => (one: { readonly event: string }) => one.event === event;

describe.skipIf(whyNoPostgres())('on PostgreSQL', () => {
  conformance('a conversation of Rasa goes on with its slots', {
    ...bot,
    from: docs,
    surroundings: postgres().surroundings,
    turns: [async (talk) => expect(await say(talk, '/greet')).toEqual(['You had small.'])],
  });

  conformance('a form that Rasa began is ended here', {
    ...bot,
    from: docs,
    surroundings: postgres([
      ...talkOfRasa(then).slice(0, 3),
      {
        ...{ event: 'user', timestamp: then + 1, text: '/book' },
        parse_data: { intent: { name: 'book', confidence: 1 }, entities: [], text: '/book', intent_ranking: [] },
      },
      { event: 'action', timestamp: then + 2, name: 'book_form', policy: 'RulePolicy', confidence: 1 },
      { event: 'active_loop', timestamp: then + 3, name: 'book_form' },
      { event: 'slot', timestamp: then + 4, name: 'requested_slot', value: 'size' },
      { event: 'bot', timestamp: then + 5, text: 'Which size?', data: {}, metadata: {} },
      { event: 'action', timestamp: then + 6, name: 'action_listen', policy: 'RulePolicy', confidence: 1 },
    ]).surroundings,
    turns: [async (talk) => expect(await say(talk, '/inform{"size": "huge"}')).toEqual(['Booked huge.'])],
  });

  conformance('the tracker shows what Rasa knows, before anybody goes on with it', {
    ...bot,
    from: `${source} retrieve_full_tracker`,
    surroundings: postgres().surroundings,
    turns: [
      async (talk) => {
        const { slots, events } = await trackerOf(talk);
        expect(slots).toMatchObject({ size: 'small' });
        expect(events.map(({ timestamp }) => timestamp)).toEqual(
          talkOfRasa(then).map((event) => Object(event).timestamp),
        );
      },
    ],
  });

  conformance('the session of Rasa goes on where it has not run out', {
    ...bot,
    from: 'rasa.com/docs/rasa/domain#session-configuration',
    surroundings: postgres().surroundings,
    turns: [
      async (talk) => {
        await say(talk, '/greet');
        const { events } = await trackerOf(talk, '?include_events=ALL');
        expect(events.filter(of('session_started'))).toHaveLength(1);
      },
    ],
  });

  conformance('and ends where it has', {
    ...bot,
    domain: bot.domain.replace('session_expiration_time: 0', 'session_expiration_time: 60'),
    from: 'rasa.com/docs/rasa/domain#session-configuration',
    surroundings: postgres().surroundings,
    turns: [
      async (talk) => {
        expect(await say(talk, '/greet')).toEqual(['You had small.']);
        const { events } = await trackerOf(talk, '?include_events=ALL');
        expect(events.filter(of('session_started'))).toHaveLength(2);
      },
    ],
  });

  const written = postgres();
  conformance('what is said here is written for Rasa to go on with, each event in a row', {
    ...bot,
    from: `${source} save`,
    surroundings: written.surroundings,
    turns: [
      async (talk) => {
        await say(talk, '/greet');
        const { events } = await trackerOf(talk, '?include_events=ALL');
        await expect.poll(async () => (await written.rows()).length).toBe(events.length);
        const rows = await written.rows();
        expect(rows.map(({ type_name }) => type_name)).toEqual(events.map(({ event }) => event));
        expect(rows.map(({ data }) => JSON.parse(data))).toEqual(
          [...talkOfRasa(then), ...events.slice(8)].map((event) => expect.objectContaining(event)),
        );
        expect(rows.find(({ id }) => id > 8)).toMatchObject({ intent_name: 'greet' });
      },
    ],
  });

  const resumed = postgres();
  conformance('what Rasa has said meanwhile is known after the next start', {
    ...bot,
    from: docs,
    surroundings: resumed.surroundings,
    turns: [
      async (talk) => {
        await say(talk, '/greet');
        await talk.restart();
        await resumed.add(talkOfRasa(Date.now() / 1000, 'large'));
        expect(await say(talk, '/greet')).toEqual(['You had large.']);
      },
    ],
  });

  const quiet = postgres(talkOfRasa(then), '  write_back: false\n');
  conformance('with `write_back: false` nothing is written', {
    ...bot,
    from: docs,
    surroundings: quiet.surroundings,
    turns: [
      async (talk) => {
        expect(await say(talk, '/greet')).toEqual(['You had small.']);
        await talk.restart();
        expect(await quiet.rows()).toHaveLength(8);
      },
    ],
  });

  const legacy = postgres([{ event: 'form', timestamp: then, name: 'book_form' }, ...talkOfRasa(then + 1).slice(3, 4)]);
  conformance('events of Rasa 1 are read', {
    ...bot,
    from: 'RasaHQ/rasa rasa/shared/core/events.py LegacyForm',
    surroundings: legacy.surroundings,
    turns: [{ request: 'GET /conversations/ann/tracker', answer: { active_loop: { name: 'book_form' } } }],
  });

  const exported = postgres();
  conformance('a conversation of Rasa is shown as a story', {
    ...bot,
    from: 'rasa.com/docs/rasa/pages/http-api#operation/getConversationStory',
    surroundings: exported.surroundings,
    turns: [{ request: 'GET /conversations/ann/story', answer: /action: utter_ok/ }],
  });
});

/** A file of SQLite that Rasa has left beside the bot. */
const fileOfRasa = (name: string) => async (): Promise<Surroundings> => {
  const path = join(files.folder, name);
  const database = new sqlite.Database(path);
  database.exec(`CREATE TABLE events (id INTEGER NOT NULL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL,
    type_name VARCHAR(255) NOT NULL, timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)`);
  for (const event of talkOfRasa(then)) {
    const { event: type, timestamp } = Object(event);
    database.run('INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)', [
      ...['ann', type, timestamp, JSON.stringify(event)],
    ]);
  }
  database.close();
  const store = `tracker_store:\n  type: SQL\n  dialect: "sqlite"\n  db: "${path}"\n`;
  return { files: { 'endpoints.yml': store }, close: () => undefined };
};

conformance('a conversation in a file of SQLite goes on with its slots', {
  ...bot,
  from: docs,
  surroundings: fileOfRasa('rasa.db'),
  turns: [async (talk) => expect(await say(talk, '/greet')).toEqual(['You had small.'])],
});

conformance('a file of SQLite is only read, which is said at start', {
  ...bot,
  from: docs,
  surroundings: fileOfRasa('said.db'),
  turns: [
    ({ logged }) =>
      expect(logged.map(({ message }) => message)).toContainEqual(expect.stringMatching(/its file is only read/)),
  ],
});

conformance('a file of SQLite that is not there yet is an empty one', {
  ...bot,
  from: docs,
  files: { 'endpoints.yml': 'tracker_store:\n  type: SQL\n  db: none.db\n' },
  turns: [{ user: '/greet', bot: ['You had None.'] }],
});

conformance('a database that nobody knows is named with its line', {
  ...bot,
  from: docs,
  files: { 'endpoints.yml': 'tracker_store:\n  type: SQL\n  dialect: cassandra\n' },
  refused: /endpoints\.yml:3.*"cassandra"; "postgresql" and "sqlite" are read/s,
});

conformance('a server that is not there is named without its password', {
  ...bot,
  from: docs,
  files: {
    'endpoints.yml':
      'tracker_store:\n  type: SQL\n  dialect: postgresql\n  url: localhost\n  port: 1\n  db: rasa\n  username: me\n  password: s3cret\n',
  },
  refused: /^(?!.*s3cret).*localhost:1\/rasa cannot be used/s,
});
