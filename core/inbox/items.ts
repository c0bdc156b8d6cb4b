import type { TurnResult } from '../dialogue/dialogue.js';
import { NOTE_CHANNEL } from '../identity/links.js';
import { reminderChanges } from '../reminders/changes.js';
import type { PendingMessage } from '../store/intake.js';
import type { Letter } from '../store/mail.js';
import type { TurnRecord } from '../store/turns.js';
import type { Tracker } from '../tracker/tracker.js';
import type { Conversation } from './desk.js';
import { sessionStart } from './session.js';

/** Where messages go. */
export interface Destination {
  readonly channel: string;
  readonly recipient: string;
}

/** Something to be done in a conversation, in the line of its messages. */
export interface Job {
  /** Where its messages go; default: where the conversation took place last. */
  readonly to?: Destination | undefined;
  /** Without a result there is nothing to commit, and what is in memory is read anew. */
  run(tracker: Tracker, signal: AbortSignal): Promise<TurnResult | undefined>;
  resolve(result: TurnResult | undefined): void;
  reject(error: unknown): void;
}

/** What stands in the line of a conversation: a message or a job. */
export interface Item {
  message: PendingMessage | undefined;
  readonly job: Job | undefined;
  attempts: number;
}

/** Messages stand in the order of arrival; a job stands where it was put. */
export function insert(items: Item[], item: Item): void {
  const arrived = item.message?.inboxId ?? 0;
  const later = items.findIndex((other) => (other.message?.inboxId ?? 0) > arrived);
  if (later === -1) items.push(item);
  else items.splice(later, 0, item);
}

/** A message that the bot left for itself; nobody said it, and its answers go where the conversation was last. */
export const isNote = ({ channel }: PendingMessage): boolean => channel === NOTE_CHANNEL;

/** What a turn brought about, as it is committed. */
export function recordOf(conversation: Conversation, item: Item, result: TurnResult): TurnRecord {
  const said = item.message && !isNote(item.message) ? item.message : undefined;
  const place = said ?? item.job?.to ?? conversation;
  return {
    conversationId: conversation.id,
    lastSeq: conversation.lastSeq,
    sessionSeq: sessionStart(result.events, conversation),
    inboxId: item.message?.inboxId,
    channel: place?.channel ?? null,
    recipient: place?.recipient ?? null,
    status: 'done',
    attempts: item.attempts,
    error: null,
    events: result.events,
    messages: result.messages,
    reminders: result.recordOnly ? undefined : reminderChanges(result.events),
  };
}

/** The messages of a committed turn, by the ids that they got. */
export function lettersOf(record: TurnRecord, ids: readonly number[]): Letter[] {
  return ids.flatMap((id, index) => {
    const message = record.messages[index];
    if (!message || record.channel === null || record.recipient === null) return [];
    const { inboxId, conversationId, channel, recipient } = record;
    return [{ id, inboxId, conversationId, channel, recipient, message, attempts: 0, nextAttemptAt: undefined }];
  });
}
