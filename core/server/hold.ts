import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelContext } from '../channel.js';
import { formatError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import type { Holds } from '../store/holds.js';

/** Where it is known who holds what. */
export type HoldKeeper = Holds & {
  /** How long a process may be silent before others take over, in ms. */
  readonly leaseMs: number;
};

/** What a hold is made with. */
export interface HoldOptions {
  /** Without it this process is alone, and holds all that it asks for. */
  readonly keeper: HoldKeeper | undefined;
  /** What the name is unique within, such as a channel. */
  readonly owner: string;
  readonly log: Logger;
  readonly closing: AbortSignal;
}

/** How often it is looked whether the hold is free, or still there, in a lease. */
const looksInALease = 5;

/** Makes the `hold` of a channel's context. */
export function createHold({ keeper, owner, log, closing }: HoldOptions): ChannelContext['hold'] {
  if (!keeper) return (_name, work) => work(closing);
  const lookMs = keeper.leaseMs / looksInALease;

  /** Whether this process has it; `undefined` while the database does not say. */
  async function holds(name: string): Promise<boolean | undefined> {
    try {
      return await keeper?.hold(name);
    } catch (error) {
      log.warn({ name, reason: formatError(error) }, 'The database does not say just now which process does this.');
      return undefined;
    }
  }

  /** @returns whether the hold was there until the end */
  async function workWhileHeld(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const lost = new AbortController();
    let looking: Promise<void> = Promise.resolve();
    const look = async () => {
      if ((await holds(name)) === false) lost.abort();
    };
    const timer = setInterval(() => {
      looking = look();
    }, lookMs);
    timer.unref();
    try {
      await work(AbortSignal.any([closing, lost.signal]));
    } finally {
      clearInterval(timer);
      // A look that came after giving the hold up would take it again.
      await looking;
      if (!lost.signal.aborted) await keeper?.letGo(name).catch((error: unknown) => log.warn({ err: error }, unfreed));
    }
    return !lost.signal.aborted;
  }

  return async (what, work) => {
    const name = `${owner}: ${what}`;
    for (let stoodBy = false; !closing.aborted; ) {
      if (await holds(name)) {
        if (stoodBy) log.info({ name }, 'This process takes it over.');
        stoodBy = false;
        if (await workWhileHeld(name, work)) return;
        log.warn({ name }, 'Another process took this over; this one was silent for too long.');
      } else if (!stoodBy) {
        stoodBy = true;
        log.info({ name }, 'Another process does this; this one stands by.');
      }
      await sleep(lookMs, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  };
}

const unfreed = 'A hold could not be given up; others take over when the lease of this process has run out.';
