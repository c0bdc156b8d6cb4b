import type { Receipt } from './decode.js';
import type { UserEntry } from './entries.js';
import type { Link } from './link.js';
import type { Store } from './store.js';

/** Carries what the person wrote to the server: in order, one at a time, again after a lost connection. */
export interface Outbox {
  /** Queues one message of the transcript. */
  add(id: string): void;
  /** Queues everything not yet acknowledged; call when a session is confirmed. */
  resume(): void;
  /** Forgets what was handed over but not acknowledged; call when the line is lost. */
  suspend(): void;
  /** Notes what the server said of a message. */
  settle(id: string, receipt: Receipt): void;
}

// A server that is slow to acknowledge must not hold up the next message for ever; the late answer still counts.
const PATIENCE_MS = 10_000;

/** Makes the outbox of a conversation. */
export function createOutbox(store: Store, link: () => Link): Outbox {
  let queue: string[] = [];
  let waitingFor: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(id: string, { ok, problem }: Receipt): void {
    const why = problem === undefined ? {} : { problem };
    const change: Partial<UserEntry> = ok ? { status: 'sent' } : { status: 'failed', ...why };
    store.update((state) => ({
      ...state,
      entries: state.entries.map((entry) =>
        entry.id === id && entry.kind === 'user' ? { ...entry, ...change } : entry,
      ),
    }));
  }

  function release(): void {
    clearTimeout(timer);
    waitingFor = undefined;
    sendNext();
  }

  function sendNext(): void {
    const { session, entries } = store.read();
    if (waitingFor !== undefined || session === undefined || link().state() !== 'online') return;
    const id = queue.shift();
    if (id === undefined) return;
    const entry = entries.find((one): one is UserEntry => one.id === id && one.kind === 'user');
    if (entry?.status !== 'sending') {
      sendNext();
      return;
    }
    waitingFor = id;
    timer = setTimeout(release, PATIENCE_MS);
    const { payload, text, spoken, files } = entry;
    const message = { id, text: payload ?? text, ...(spoken ? { spoken } : {}), ...(files ? { files } : {}) };
    link().utter(message, session, (receipt) => {
      settle(id, receipt);
      if (waitingFor === id) release();
    });
  }

  return {
    settle,
    add(id) {
      queue.push(id);
      sendNext();
    },
    resume() {
      queue = store
        .read()
        .entries.filter((entry) => entry.kind === 'user' && entry.status === 'sending')
        .map((entry) => entry.id);
      sendNext();
    },
    suspend() {
      clearTimeout(timer);
      waitingFor = undefined;
      queue = [];
    },
  };
}
