import { ParleyError } from '../errors.js';
import type { Event } from '../tracker/events.js';
import { parseEvent } from '../tracker/parse-event.js';
import { type Action, type ActionContext, ActionRejected } from './action.js';
import { type ActionHouse, type ActionScope, botEvent } from './runner.js';
import { utter } from './utter.js';

/** How long an action may take, in ms, if it does not say. */
const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Runs an action of the bot. What it said comes first, then the events that it returned, each parsed.
 *
 * @throws ActionRejected when the action does not want to run
 * @throws ParleyError `ACTION_FAILED`, `ACTION_TIMEOUT`, `EVENT_INVALID`
 */
export async function runCustom(action: Action, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  const said: Event[] = [];
  const timeoutMs = action.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = startLimit(scope.signal);
  try {
    const context = makeContext(house, scope, limit.signal, said);
    const result = action.run(context);
    const returned = result instanceof Promise ? await limit.race(result, action.name, timeoutMs) : result;
    const events = (returned ?? []).map((event) => parseEvent(event, action.name));
    return [...said, ...events];
  } catch (error) {
    if (error instanceof ActionRejected || error instanceof ParleyError || scope.signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParleyError('ACTION_FAILED', { action: action.name, reason }, { owner: action.name, cause: error });
  } finally {
    limit.end();
  }
}

function makeContext(house: ActionHouse, scope: ActionScope, signal: AbortSignal, said: Event[]): ActionContext {
  const { tracker } = scope;
  return {
    conversationId: tracker.conversationId,
    slots: tracker.slots,
    latestMessage: tracker.latestMessage,
    inputChannel: tracker.latestInputChannel,
    activeLoop: tracker.activeLoop?.name ?? null,
    get events() {
      return tracker.events;
    },
    domain: house.domain,
    get services() {
      return house.services;
    },
    media: house.mediaFor(tracker.conversationId),
    now: scope.now,
    signal,
    say: (message) => {
      said.push(botEvent(typeof message === 'string' ? { text: message } : message));
    },
    utter: (response, values) => {
      const message = utter(house, scope, response, values);
      if (message) said.push(botEvent(message));
    },
  };
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
