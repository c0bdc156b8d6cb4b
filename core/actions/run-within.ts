import { ParleyError } from '../errors.js';
import type { Event } from '../tracker/events.js';
import { parseEvent } from '../tracker/parse-event.js';
import { type Action, type ActionContext, ActionRejected } from './action.js';

/** How long an action may take, in ms, if it does not say. */
const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Runs an action within its time and returns its events, each parsed.
 *
 * @throws ActionRejected when the action does not want to run
 * @throws ParleyError `ACTION_FAILED`, `ACTION_TIMEOUT`, `EVENT_INVALID`
 */
export async function runWithin(
  action: Action,
  signal: AbortSignal,
  contextFor: (signal: AbortSignal) => ActionContext,
): Promise<readonly Event[]> {
  const timeoutMs = action.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = startLimit(signal);
  try {
    const result = action.run(contextFor(limit.signal));
    const returned = result instanceof Promise ? await limit.race(result, action.name, timeoutMs) : result;
    return (returned ?? []).map((event) => parseEvent(event, action.name));
  } catch (error) {
    if (error instanceof ActionRejected || error instanceof ParleyError || signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParleyError('ACTION_FAILED', { action: action.name, reason }, { owner: action.name, cause: error });
  } finally {
    limit.end();
  }
}

/** A signal of an action's own, aborted when its time is up or the turn is. */
function startLimit(outer: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(outer.reason);
  if (outer.aborted) stop();
  else outer.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;

  const race = <T>(work: Promise<T>, action: string, timeoutMs: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const fail = () => reject(controller.signal.reason);
      controller.signal.addEventListener('abort', fail, { once: true });
      if (controller.signal.aborted) fail();
      timer = setTimeout(() => {
        controller.abort(new ParleyError('ACTION_TIMEOUT', { action, ms: timeoutMs }, { owner: action }));
      }, timeoutMs);
      work.then(resolve, reject);
    });
  const end = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  };
  return { signal: controller.signal, race, end };
}
