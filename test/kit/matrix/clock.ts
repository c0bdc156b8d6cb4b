import type { Clock } from '../../../core/inbox/clock.js';

/** A clock that stands still until a test lets time pass. */
export interface MatrixClock extends Clock {
  /** Lets time pass until the next pause ends, and waits for one to begin if there is none. */
  skip(): Promise<void>;
}

/** Longer pauses are housekeeping, which no test waits for, in ms. */
const housekeeping = 86_400_000 * 2;

/** Makes a clock that shows the time of now. */
export function matrixClock(): MatrixClock {
  let now = Date.now();
  let due: { readonly at: number; readonly ms: number; call(): void }[] = [];
  let begins = () => {};
  const next = () => due.filter(({ ms }) => ms < housekeeping).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, ms, call };
      due.push(entry);
      begins();
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    async skip() {
      while (!next()) {
        await new Promise<void>((resolve) => {
          begins = resolve;
        });
      }
      const entry = next();
      if (!entry) return;
      due = due.filter((other) => other !== entry);
      now = Math.max(now, entry.at);
      entry.call();
    },
  };
}
