/** Keeps a server that fails from being called over and over. */
export interface Breaker {
  /** Seconds until the server is called again; 0 when a call may go out now. */
  secondsLeft(): number;
  succeeded(): void;
  failed(): void;
}

/** When a breaker opens, and for how long. */
export interface BreakerSettings {
  /** Failures in a row; 0: it never opens. */
  readonly failures: number;
  readonly pauseMs: number;
  /** In ms. */
  now(): number;
}

/**
 * A circuit breaker (M. Nygard, "Release It!", 2018, chapter 5): after so many failures in a row nothing is called for a
 * while; then one call goes out, and what becomes of it decides.
 */
export function createBreaker({ failures, pauseMs, now }: BreakerSettings): Breaker {
  let inARow = 0;
  let openUntil = 0;
  return {
    secondsLeft() {
      if (failures === 0 || inARow < failures) return 0;
      const left = openUntil - now();
      if (left > 0) return Math.ceil(left / 1000);
      // This call is the trial; others wait for what comes of it.
      openUntil = now() + pauseMs;
      return 0;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      openUntil = now() + pauseMs;
    },
  };
}
