import type { BotMessage } from '../messages/message.js';
import type { ReminderChanges } from '../reminders/changes.js';
import type { Event } from '../tracker/events.js';
import type { Run } from './database.js';
import { reminderColumns, reminderParts } from './reminders.js';
import { storableJson } from './text.js';

/** A finished turn, to be committed. */
export interface TurnRecord {
  readonly conversationId: string;
  /** The number of the last event before the turn; the commit is refused when it is another by now. */
  readonly lastSeq: number;
  /** The number of the first event of the session, after the turn. */
  readonly sessionSeq: number;
  /** The message that the turn answers; a turn without one was started by the bot. */
  readonly inboxId: number | undefined;
  /** Where the messages go; without a channel they go nowhere. */
  readonly channel: string | null;
  readonly recipient: string | null;
  readonly status: 'done' | 'failed';
  readonly attempts: number;
  readonly error: string | null;
  readonly events: readonly Event[];
  readonly messages: readonly BotMessage[];
  /** What the events do to the reminders of the conversation. */
  readonly reminders?: ReminderChanges | undefined;
}

/** Committing turns. */
export interface Turns {
  /**
   * Commits turns of different conversations in one statement: events, conversation, inbox row and outbox rows.
   * A turn whose conversation was taken over by another process meanwhile is left out and has no entry in the answer.
   *
   * @returns the outbox ids of each committed turn by its conversation, in the order of its messages
   */
  commit(turns: readonly TurnRecord[]): Promise<Map<string, number[]>>;
}

/** Builds the statement of the commit. */
export function createTurns(run: Run, writer: string, remindersChanged: () => void): Turns {
  return {
    async commit(turns) {
      const column = <Key extends keyof TurnRecord>(key: Key) => turns.map((turn) => turn[key]);
      const events = turns.flatMap((turn) =>
        turn.events.map((event, index) => ({
          event,
          seq: turn.lastSeq + index + 1,
          conversationId: turn.conversationId,
        })),
      );
      const messages = turns.flatMap((turn) =>
        (turn.channel === null ? [] : turn.messages).map((message) => ({ turn, message })),
      );
      const reminders = reminderColumns(turns);
      const [name, statement] = reminders.length > 0 ? remindingCommit : plainCommit;
      const rows = await run(name, statement, [
        writer,
        column('conversationId'),
        column('lastSeq'),
        turns.map((turn) => turn.events.length),
        column('sessionSeq'),
        turns.map((turn) => turn.inboxId ?? null),
        column('channel'),
        column('recipient'),
        column('status'),
        column('attempts'),
        column('error'),
        events.map(({ conversationId }) => conversationId),
        events.map(({ seq }) => seq),
        events.map(({ event }) => event.event),
        events.map(({ event }) => event.timestamp ?? Date.now() / 1000),
        events.map(({ event }) => (event.event === 'user' ? (event.parse_data.intent.name ?? null) : null)),
        events.map(({ event }) => ('name' in event && event.event === 'action' ? event.name : null)),
        events.map(({ event }) => storableJson(event)),
        messages.map(({ turn }) => turn.conversationId),
        messages.map(({ message }) => storableJson(message)),
        ...reminders,
      ]);
      if (reminders.length > 0) remindersChanged();
      const committed = new Map<string, number[]>();
      for (const row of rows) {
        const conversationId = String(row.conversation_id);
        const ids = committed.get(conversationId) ?? [];
        committed.set(conversationId, ids);
        if (row.id !== null) ids.push(Number(row.id));
      }
      for (const ids of committed.values()) ids.sort((a, b) => a - b);
      return committed;
    },
  };
}

/**
 * `moved` is the fence: it takes only conversations that this process owns, that stand where the turn found them, and
 * whose message still waits. Everything else joins it, so that a turn is stored as a whole or not at all, and the others
 * of its group with it. Its conditions are written so that the planner, which has no statistics of a young database,
 * looks rows up by their keys instead of looping over all of them.
 */
const commitStatement = (more: string) => `
  WITH given AS (
    SELECT * FROM unnest($2::text[], $3::integer[], $4::integer[], $5::integer[], $6::bigint[], $7::text[], $8::text[],
      $9::text[], $10::integer[], $11::text[])
      AS g (conversation_id, last_seq, added, session_seq, inbox_id, channel, recipient, status, attempts, error)
  ), moved AS (
    UPDATE conversations c SET last_seq = c.last_seq + g.added, session_seq = g.session_seq,
      latest_channel = coalesce(g.channel, c.latest_channel), recipient = coalesce(g.recipient, c.recipient)
    FROM given g WHERE c.id = g.conversation_id AND (c.owner = $1::uuid AND c.last_seq = g.last_seq) IS TRUE
      AND (g.inbox_id IS NULL OR (SELECT i.status FROM inbox i WHERE i.id = g.inbox_id) = 'pending')
    RETURNING g.*
  ), finished AS (
    UPDATE inbox i SET status = m.status, attempts = m.attempts, error = m.error
    FROM moved m WHERE i.id = m.inbox_id
  ), told AS (
    INSERT INTO events (conversation_id, seq, type_name, timestamp, intent_name, action_name, data)
    SELECT e.* FROM unnest($12::text[], $13::integer[], $14::text[], $15::double precision[], $16::text[], $17::text[],
      $18::jsonb[]) AS e (conversation_id, seq, type_name, timestamp, intent_name, action_name, data)
    JOIN moved m ON m.conversation_id = e.conversation_id
  ), said AS (
    INSERT INTO outbox (inbox_id, conversation_id, channel, recipient, message, owner)
    SELECT m.inbox_id, m.conversation_id, m.channel, m.recipient, o.message, $1::uuid
    FROM unnest($19::text[], $20::jsonb[]) WITH ORDINALITY AS o (conversation_id, message, position)
    JOIN moved m ON m.conversation_id = o.conversation_id
    ORDER BY o.position
    RETURNING id, conversation_id
  )${more}
  SELECT conversation_id, NULL AS id FROM moved UNION ALL SELECT conversation_id, id FROM said`;

const plainCommit = ['commit', commitStatement('')] as const;
const remindingCommit = ['commit-reminding', commitStatement(reminderParts)] as const;
