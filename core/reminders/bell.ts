import { formatError } from '../errors.js';
import { type Clock, pause } from '../inbox/clock.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import type { Store } from '../store/store.js';

/** What rings reminders when their time has come. */
export interface Bell {
  stop(): Promise<void>;
}

/** What a bell needs. */
export interface BellOptions {
  readonly store: Pick<Store, 'ringReminders' | 'nextReminder' | 'whenRemindersChange'>;
  readonly inbox: Pick<Inbox, 'takeUp'>;
  readonly clock: Clock;
  /** Whether reminders can be answered now; until then they wait. */
  ready(): boolean;
  readonly log: Logger;
}

/** Looks at least this often, in ms: what another process has set and did not live to ring is found so. */
const longest = 30_000;
/** After a fault of the database, in ms. */
const breath = 1_000;
/** Reminders rung at once. */
const most = 500;

/**
 * Puts every reminder that is due into the inbox of its conversation, where it waits in line like a message; at the start
 * those that came due while no process was there. Any number of processes may do so on one database.
 */
export function startBell({ store, inbox, clock, ready, log }: BellOptions): Bell {
  const stopping = new AbortController();
  let change = new AbortController();
  const unsubscribe = store.whenRemindersChange(() => change.abort());

  async function round(): Promise<number> {
    if (!ready()) return breath;
    const conversations = await store.ringReminders(new Date(clock.now()), most);
    await Promise.all(conversations.map(takeUp));
    const next = await store.nextReminder();
    return next === undefined ? longest : Math.max(0, Math.min(longest, next.getTime() - clock.now()));
  }

  /** The reminder is in the inbox already: the patrol brings it where this fails. */
  async function takeUp(conversationId: string): Promise<void> {
    try {
      await inbox.takeUp(conversationId);
    } catch (error) {
      log.warn({ conversationId, reason: formatError(error) }, 'A reminder is taken up a little later.');
    }
  }

  async function walk(): Promise<void> {
    while (!stopping.signal.aborted) {
      change = new AbortController();
      let wait = breath;
      try {
        wait = await round();
      } catch (error) {
        log.error({ reason: formatError(error) }, 'Reminders could not be looked after just now.');
      }
      await pause(clock, wait, AbortSignal.any([change.signal, stopping.signal]));
    }
  }

  const walking = walk();
  return {
    async stop() {
      unsubscribe();
      stopping.abort();
      await walking;
    },
  };
}
