import { formatError } from '../errors.js';
import type { PendingMessage } from '../store/intake.js';
import type { Letter } from '../store/mail.js';
import { pause } from './clock.js';
import type { Desk } from './desk.js';
import type { Surroundings } from './outbox.js';

/** What the patrol brings in. */
export interface Findings {
  messages(read: () => Promise<readonly PendingMessage[]>): Promise<void>;
  letters(found: readonly Letter[]): void;
  /** Messages accepted here that another process works on, and what became of them. */
  readonly watched: ReadonlySet<number>;
  settled(inboxIds: readonly number[], waiting: readonly Letter[]): void;
}

/** How often a process looks for what others took in for it, while there are others, in ms. */
const pollMs = 100;
/** Conversations and messages taken over at once. */
const most = 1_000;

/**
 * Looks after what no living process works on, and after what other processes took in for this one; renews the lease of
 * this one. It polls, because what is polled needs no connection of its own and misses nothing after a break.
 */
export function createPatrol(around: Surroundings & { readonly desk: Desk }, findings: Findings, signal: AbortSignal) {
  const { store, desk, clock, log } = around;

  /** One round. */
  async function round(): Promise<void> {
    const neglected = await store.neglected(most);
    if (neglected.length > 0) await findings.messages(() => store.pendingOf(neglected));
    if (findings.watched.size === 0) return;
    const settled = await store.settledAmong([...findings.watched]);
    // What the other process could not deliver may be for someone who is connected to this one.
    if (settled.length > 0) findings.settled(settled, await store.takeWaitingFor(settled));
  }

  /** What outlived its process: taken in but not answered, said but not sent. */
  async function recover(): Promise<void> {
    await round();
    const letters = await store.adoptLetters(most);
    findings.letters(letters);
    if (letters.length === most) await recover();
  }

  async function walk(): Promise<void> {
    let living = 1;
    let beatDue = 0;
    while (!signal.aborted) {
      try {
        if (clock.now() >= beatDue) {
          beatDue = clock.now() + store.leaseMs / 3;
          living = await store.beat();
          await desk.clear();
          await recover();
          await store.care();
        } else if (living > 1 || findings.watched.size > 0) await round();
      } catch (error) {
        log.error({ reason: formatError(error) }, 'The database could not be looked after just now.');
        await pause(clock, 1_000, signal);
      }
      await pause(clock, living > 1 ? pollMs : Math.max(pollMs, beatDue - clock.now()), signal);
    }
  }

  return { recover, walk };
}
