/** Time, so that a test can turn its own hands. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Calls back once after some ms; the function returned calls it off. */
  after(ms: number, call: () => void): () => void;
}

/** The time of the machine; what waits does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits some ms, or until the signal is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      callOff();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const callOff = clock.after(ms, done);
    signal.addEventListener('abort', done);
  });
}

/** A pause that doubles with each attempt: `first` ms after attempt 1, never more than `most` ms. */
export function growing(attempt: number, first: number, most: number): number {
  return Math.min(most, first * 2 ** (attempt - 1));
}
