import type { CancelReminderEvent, Event, ReminderEvent } from '../tracker/events.js';

/** What events do to the reminders of their conversation, all in all. */
export interface ReminderChanges {
  /** Those that were there before and match go, but for those set here. */
  readonly cancelled: readonly CancelReminderEvent[];
  /** By name, each name once. */
  readonly set: readonly ReminderEvent[];
}

/** Cancels every reminder of a conversation. */
const all: CancelReminderEvent = { event: 'cancel_reminder' };

/**
 * Reads what events do to reminders; `undefined` when nothing. A reminder of a name takes the place of an earlier one;
 * a restart takes all away, as in Rasa (`MessageProcessor._is_reminder_still_valid`).
 */
export function reminderChanges(events: readonly Event[]): ReminderChanges | undefined {
  const set = new Map<string, ReminderEvent>();
  const cancelled: CancelReminderEvent[] = [];
  const cancel = (event: CancelReminderEvent) => {
    cancelled.push(event);
    for (const reminder of set.values()) if (cancels(event, reminder)) set.delete(reminder.name);
  };
  for (const event of events) {
    if (event.event === 'reminder') set.set(event.name, event);
    else if (event.event === 'cancel_reminder') cancel(event);
    else if (event.event === 'restart') cancel(all);
  }
  return set.size + cancelled.length > 0 ? { set: [...set.values()], cancelled } : undefined;
}

/** Whether a cancellation means a reminder: what it names has to fit, and naming nothing it means all. */
export function cancels(cancel: CancelReminderEvent, reminder: ReminderEvent): boolean {
  if (cancel.name && cancel.name !== reminder.name) return false;
  if (cancel.intent && cancel.intent !== reminder.intent) return false;
  return !namesEntities(cancel) || canonical(cancel.entities) === canonical(reminder.entities);
}

/** Whether a cancellation is only for reminders with certain entities; none, and an empty list, say nothing. */
export function namesEntities({ entities }: CancelReminderEvent): boolean {
  return typeof entities === 'object' && entities !== null && Object.keys(entities).length > 0;
}

/** JSON that is equal for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
