import { pause } from './pause.js';

/** Lets so many things pass within a minute, the first of them at once; the others wait, in order. */
export function createPace(perMinute: number, now: () => number = Date.now): (signal: AbortSignal) => Promise<void> {
  const minuteMs = 60_000;
  const passed: number[] = [];
  return async (signal) => {
    const due = Math.max(now(), (passed.at(-perMinute) ?? Number.NEGATIVE_INFINITY) + minuteMs);
    passed.push(due);
    if (passed.length > perMinute) passed.shift();
    if (due > now()) await pause(due - now(), signal);
  };
}
