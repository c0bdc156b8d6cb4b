import type { ActionHouse } from '../actions/runner.js';
import type { SessionConfig } from '../domain/domain.js';
import { ACTION_LISTEN, SESSION_METADATA_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { act } from './act.js';
import type { Turn } from './turn.js';

const START = 'action_session_start';

/** Starts a session when the conversation is new or has been silent for too long. */
export async function startSessionIfDue(
  house: ActionHouse,
  turn: Turn,
  metadata: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  if (!isDue(turn.tracker, house.domain.session, turn.now)) return;
  if (metadata) turn.record([{ event: 'slot', name: SESSION_METADATA_SLOT, value: metadata }]);
  const outcome = await act(house, turn, { policy: '', action: START, confidence: 1, priority: 0 });
  if (outcome === 'done') return;
  // A session start of the bot's own that went wrong must not leave the conversation without one.
  turn.record([{ event: 'session_started' }, { event: 'action', name: ACTION_LISTEN }]);
}

/** A paused conversation is in somebody else's hands; its silence is not the bot's to judge. */
function isDue(tracker: Tracker, session: SessionConfig, now: Date): boolean {
  if (tracker.isEmpty && !hasBegun(tracker)) return true;
  if (tracker.paused || session.expirationMinutes === 0 || tracker.latestMessageTime === undefined) return false;
  return now.getTime() / 1000 - tracker.latestMessageTime > session.expirationMinutes * 60;
}

/** A session that has only just begun is as empty as a conversation that was restarted from outside. */
function hasBegun({ events }: Tracker): boolean {
  return (
    events.findLast(({ event }) => event === 'session_started' || event === 'restart')?.event === 'session_started'
  );
}
