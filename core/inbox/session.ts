import type { Event } from '../tracker/events.js';

/**
 * The number of the first event of the session after a turn: a session begins with `action_session_start`, or with
 * `session_started` where no such action is recorded.
 */
export function sessionStart(
  events: readonly Event[],
  before: { readonly lastSeq: number; readonly sessionSeq: number },
): number {
  const started = events.findLastIndex(({ event }) => event === 'session_started');
  if (started === -1) return before.sessionSeq;
  const previous = events[started - 1];
  const withAction = previous?.event === 'action' && previous.name === 'action_session_start';
  return before.lastSeq + started + (withAction ? 0 : 1);
}
