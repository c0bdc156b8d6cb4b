/** A token bucket: `capacity` tokens that fill up again within `refillMs`. */
export interface RateLimit {
  /** Takes a token; returns how long to wait for the next one, in ms, or 0 when there was one. */
  take(now: number): number;
}

/** Makes a full bucket. */
export function createRateLimit(capacity: number, refillMs: number): RateLimit {
  const msPerToken = refillMs / capacity;
  let tokens = capacity;
  let filledAt = 0;
  return {
    take(now) {
      tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) / msPerToken);
      filledAt = now;
      if (tokens < 1) return Math.ceil((1 - tokens) * msPerToken);
      tokens--;
      return 0;
    },
  };
}
