import { z } from 'zod';
import type { Dialogue, TurnResult } from '../dialogue/dialogue.js';
import type { Logger } from '../kernel/logger.js';
import type { Event, ReminderEvent } from '../tracker/events.js';
import { parseEvent } from '../tracker/parse-event.js';
import type { Tracker } from '../tracker/tracker.js';
import { cancels } from './changes.js';

const reminderNote = z.object({ reminder: z.unknown() });

/** The reminder that a note in the line of a conversation is about; `undefined` for other notes. */
export function reminderOf(metadata: unknown): ReminderEvent | undefined {
  const note = reminderNote.safeParse(metadata);
  if (!note.success || note.data.reminder === undefined) return undefined;
  const event = parseEvent(note.data.reminder);
  return event.event === 'reminder' ? event : undefined;
}

/** Runs the turn of a reminder whose time has come, unless it is outdated. */
export async function remind(
  { dialogue, log }: { readonly dialogue: Pick<Dialogue, 'trigger'>; readonly log: Logger },
  tracker: Tracker,
  reminder: ReminderEvent,
  signal: AbortSignal,
): Promise<TurnResult> {
  if (!isWanted(tracker, reminder)) {
    log.debug({ conversationId: tracker.conversationId, reminder: reminder.name }, 'A reminder is outdated.');
    return { events: [], messages: [] };
  }
  const entities = (reminder.entities ?? {}) as NonNullable<Parameters<Dialogue['trigger']>[1]['entities']>;
  return await dialogue.trigger(tracker, { intent: reminder.intent, entities }, signal);
}

/**
 * Whether nothing has overtaken a reminder: no restart or rewind took it back, nothing cancelled or replaced it between
 * its ringing and now, and the person has not spoken where that was to kill it (Rasa 3.x: `handle_reminder`). Unlike in
 * Rasa it outlives the session in which it was set; an appointment is no less due after an hour of silence.
 */
function isWanted(tracker: Tracker, reminder: ReminderEvent): boolean {
  const isIt = (event: Event) => event.event === 'reminder' && event.name === reminder.name;
  const at = tracker.events.findLastIndex(isIt);
  // A new session begins only when the person speaks.
  if (at === -1) return reminder.kill_on_user_msg !== true;
  const set = tracker.events[at];
  if (set?.event !== 'reminder' || set.date_time !== reminder.date_time) return false;
  if (!tracker.appliedEvents().some(isIt)) return false;
  const since = tracker.events.slice(at + 1);
  if (since.some((event) => event.event === 'cancel_reminder' && cancels(event, reminder))) return false;
  return !(reminder.kill_on_user_msg && since.some((event) => event.event === 'user' && event.text));
}
