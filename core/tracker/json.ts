import type { Event } from './events.js';
import type { Tracker } from './tracker.js';

/** Which events a serialised tracker carries, as in the `include_events` of Rasa's HTTP API. */
export type IncludedEvents = 'ALL' | 'APPLIED' | 'AFTER_RESTART' | 'NONE';

/** A tracker as Rasa 3.x serialises it for its HTTP API and for action servers. */
export interface TrackerJson {
  readonly sender_id: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly latest_message: Readonly<Record<string, unknown>>;
  readonly latest_event_time: number | null;
  readonly followup_action: string | null;
  readonly paused: boolean;
  readonly events: readonly Event[] | null;
  readonly latest_input_channel: string | null;
  readonly active_loop: Readonly<Record<string, unknown>>;
  readonly latest_action: Readonly<Record<string, unknown>>;
  readonly latest_action_name: string | null;
}

/** Serialises a tracker in Rasa's form. */
export function trackerToJson(tracker: Tracker, include: IncludedEvents = 'AFTER_RESTART'): TrackerJson {
  const { activeLoop, latestAction } = tracker;
  return {
    sender_id: tracker.conversationId,
    slots: tracker.slots,
    latest_message: { ...tracker.latestMessage },
    latest_event_time: tracker.latestEventTime ?? null,
    followup_action: tracker.followupAction,
    paused: tracker.paused,
    events: included(tracker, include),
    latest_input_channel: tracker.latestInputChannel ?? null,
    active_loop: activeLoop
      ? {
          name: activeLoop.name,
          is_interrupted: activeLoop.isInterrupted,
          rejected: activeLoop.rejected,
          trigger_message: activeLoop.triggerMessage ?? null,
        }
      : {},
    latest_action: latestAction
      ? latestAction.name === null
        ? { action_text: latestAction.action_text }
        : { action_name: latestAction.name }
      : {},
    latest_action_name: latestAction?.name ?? latestAction?.action_text ?? null,
  };
}

function included(tracker: Tracker, include: IncludedEvents): readonly Event[] | null {
  switch (include) {
    case 'ALL':
      return tracker.events;
    case 'APPLIED':
      return tracker.appliedEvents();
    case 'AFTER_RESTART':
      return tracker.events.slice(tracker.events.findLastIndex((event) => event.event === 'restart') + 1);
    case 'NONE':
      return null;
  }
}
