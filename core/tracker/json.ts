import { toCodePoints } from '../nlu/code-points.js';
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

/** What Rasa shows as the latest message of a conversation in which nobody has said anything. */
const noMessage = { text: null, intent: {}, entities: [], message_id: null, metadata: {} };

/**
 * Serialises a tracker in Rasa's form (rasa/shared/core/trackers.py, `current_state`). `log` is the whole conversation,
 * where more than the latest session is wanted.
 */
export function trackerToJson(
  tracker: Tracker,
  include: IncludedEvents = 'AFTER_RESTART',
  log: readonly Event[] = tracker.events,
): TrackerJson {
  const { activeLoop, latestAction } = tracker;
  return {
    sender_id: tracker.conversationId,
    slots: tracker.slots,
    latest_message:
      tracker.latestMessageTime === undefined ? noMessage : { ...noMessage, ...toCodePoints(tracker.latestMessage) },
    latest_event_time: tracker.latestEventTime ?? null,
    followup_action: tracker.followupAction,
    paused: tracker.paused,
    events: included(tracker, include, log)?.map(eventToJson) ?? null,
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

/**
 * An event with every field that Rasa writes, `null` where there is nothing, and offsets as Python counts them
 * (rasa/shared/core/events.py, `as_dict`).
 */
export function eventToJson(event: Event): Event {
  switch (event.event) {
    case 'user':
      return {
        ...event,
        parse_data: toCodePoints(event.parse_data),
        input_channel: event.input_channel ?? null,
        message_id: event.message_id ?? null,
      } as Event;
    case 'bot':
      return { ...event, data: { ...noData, ...event.data }, metadata: event.metadata ?? {} } as Event;
    case 'action': {
      const { policy = null, confidence = null, action_text = null, hide_rule_turn = false } = event;
      return { ...event, policy, confidence, action_text, hide_rule_turn };
    }
    default:
      return event;
  }
}

const noData = { elements: null, quick_replies: null, buttons: null, attachment: null, image: null, custom: null };

function included(tracker: Tracker, include: IncludedEvents, log: readonly Event[]): readonly Event[] | null {
  switch (include) {
    case 'ALL':
      return log;
    case 'APPLIED':
      return tracker.appliedEvents();
    case 'AFTER_RESTART':
      return log.slice(log.findLastIndex((event) => event.event === 'restart') + 1);
    case 'NONE':
      return null;
  }
}
