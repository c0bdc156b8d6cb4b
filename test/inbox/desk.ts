import type { Delivery, Incoming, Outgoing } from '../../core/channel.js';
import type { Dialogue } from '../../core/dialogue/dialogue.js';
import type { Clock } from '../../core/inbox/clock.js';
import { createInbox, type Inbox } from '../../core/inbox/inbox.js';
import type { Limits } from '../../core/inbox/limits.js';
import type { Logger } from '../../core/kernel/logger.js';
import { openStore, type Store } from '../../core/store/store.js';
import { startPostgres, type TestServer, temporaryFolder, whyNoPostgres } from '../kit/database.js';
import { echoDialogue, openEchoTracker } from '../kit/echo.js';

/** A logger that keeps its lines, for tests to read. */
export function recordingLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const line = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level}: ${message} ${JSON.stringify(fields)}`);
  const log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error'), lines };
  return { ...log, child: () => ({ ...log, child: () => recordingLog() }) };
}

/** A database that a test opens, closes and opens again. */
export interface TestDatabase {
  readonly name: string;
  open(options?: { leaseMs?: number }): Promise<Store>;
}

/** The databases that every test of the matrix runs on. */
export const databases = ['PGlite', 'PostgreSQL'] as const;

/** Makes empty databases; `stop` removes them all. */
export function createDatabases() {
  let server: Promise<TestServer> | undefined;
  const removals: (() => void)[] = [];
  const log = recordingLog();
  const newFolder = () => {
    const { folder, remove } = temporaryFolder('inbox');
    removals.push(remove);
    return folder;
  };
  return {
    /** A folder for a PGlite database, which its first opening makes. */
    folder: newFolder,
    async create(kind: (typeof databases)[number]): Promise<TestDatabase> {
      if (kind === 'PGlite') {
        const folder = newFolder();
        return { name: kind, open: (options) => openStore({ folder, log, ...options }) };
      }
      server ??= startPostgres();
      const url = await (await server).createDatabase();
      return { name: kind, open: (options) => openStore({ url, folder: '', log, ...options }) };
    },
    async stop() {
      for (const remove of removals) remove();
      await (await server)?.stop();
    },
  };
}

/** Why a database of the matrix can't be tested here. */
export const whyNot = (kind: (typeof databases)[number]) => (kind === 'PostgreSQL' ? whyNoPostgres() : undefined);

/** Where the tests run that ask nothing of the database itself: on the quicker one that is here. */
export const anyDatabase = whyNot('PostgreSQL') === undefined ? 'PostgreSQL' : 'PGlite';

/** What a test bot is made of. */
export interface BotOptions {
  readonly dialogue?: Dialogue;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** What becomes of a message that is sent; it is recorded when it is delivered. */
  deliver?(outgoing: Outgoing): Delivery | Promise<Delivery>;
}

/** An inbox with one channel, and what was said through it. */
export interface TestBot {
  readonly inbox: Inbox;
  readonly log: ReturnType<typeof recordingLog>;
  readonly sent: Outgoing[];
  /** The texts said to a person so far. */
  said(person: string): (string | undefined)[];
  /** A person says something; resolves when the turn has ended. */
  says(person: string, text: string, externalId?: string): Promise<void>;
}

/** Starts a bot on a store. */
export async function startBot(store: Store, options: BotOptions = {}): Promise<TestBot> {
  const sent: Outgoing[] = [];
  const log = recordingLog();
  const send = async (outgoing: Outgoing) => {
    const delivery = (await options.deliver?.(outgoing)) ?? 'delivered';
    if (delivery === 'delivered') sent.push(outgoing);
    return delivery;
  };
  const inbox = createInbox({
    store,
    dialogue: options.dialogue ?? echoDialogue(),
    openTracker: openEchoTracker,
    channels: new Map([['test', { send }]]),
    emit: () => {},
    log,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  await inbox.start();
  return {
    inbox,
    log,
    sent,
    said: (person) => sent.filter(({ recipient }) => recipient === person).map(({ message }) => message.text),
    async says(person, text, externalId) {
      await (await inbox.accept('test', from(person, text, externalId))).settled;
    },
  };
}

let count = 0;

/** A message of a person. */
export function from(person: string, text: string, externalId = `m${++count}`): Incoming {
  return { conversationId: person, recipient: person, text, externalId };
}

/** A promise to be kept by the test. */
export function promised<Value = void>() {
  let keep: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

/** A clock that stands still until a test turns it. */
export function handClock(): Clock & { turn(ms: number): Promise<void>; waiting(): Promise<void> } {
  let now = Date.parse('2030-01-01T00:00:00Z');
  let due: { at: number; call: () => void }[] = [];
  let onWait = () => {};
  return {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, call };
      due.push(entry);
      onWait();
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    async turn(ms) {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { call } of ready) call();
    },
    waiting: () =>
      new Promise((resolve) => {
        onWait = resolve;
      }),
  };
}
