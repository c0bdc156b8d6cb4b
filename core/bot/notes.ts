import type { InboxOptions } from '../inbox/inbox.js';
import { remind, reminderOf } from '../reminders/remind.js';
import { type LinkSurroundings, noteTaker } from './links.js';

/** Does what a note in the line of a conversation says: a reminder whose time has come, or a link. */
export function noteReader(around: LinkSurroundings): NonNullable<InboxOptions['takeNote']> {
  const takeLink = noteTaker(around);
  return async (tracker, note, signal) => {
    const reminder = reminderOf(note.metadata);
    if (!reminder) return await takeLink(tracker, note, signal);
    return await remind({ dialogue: around.runtime.dialogue, log: around.log }, tracker, reminder, signal);
  };
}
