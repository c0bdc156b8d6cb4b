import { setImmediate } from 'node:timers/promises';

/** How long a training loop may hold the event loop, in milliseconds. */
const longestHold = 10;

/** Lets a long loop make way for everything else, and stop when it is told to. */
export interface Breather {
  /** Whether the loop has held the event loop long enough; cheap enough to ask for every batch. */
  due(): boolean;
  /** Yields once to the event loop. Throws the signal's reason when training was cancelled. */
  breathe(): Promise<void>;
}

/** Makes a breather that stops the loop when `signal` is aborted. */
export function breather(signal: AbortSignal): Breather {
  let since = performance.now();
  return {
    due: () => performance.now() - since > longestHold,
    breathe: async () => {
      signal.throwIfAborted();
      await setImmediate();
      signal.throwIfAborted();
      since = performance.now();
    },
  };
}
