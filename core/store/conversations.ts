import type { Event } from '../tracker/events.js';
import type { Run } from './database.js';

/** A conversation that this process owns, as it stands in the database. */
export interface OwnedConversation {
  readonly id: string;
  readonly lastSeq: number;
  readonly sessionSeq: number;
  readonly latestChannel: string | undefined;
  readonly recipient: string | undefined;
}

/** Whose the conversations are, and what was said in them. */
export interface Conversations {
  /** Makes conversations this process's own where no living process owns them; the others are left out. */
  claim(conversationIds: readonly string[]): Promise<OwnedConversation[]>;
  /** Gives conversations up, so that any process may claim them. */
  release(conversationIds: readonly string[]): Promise<void>;
  /** The events of each conversation from a number on, oldest first; those without events are left out. */
  eventsFrom(starts: readonly { id: string; seq: number }[]): Promise<Map<string, Event[]>>;
  /** Deletes all that is known of a conversation but the messages that still wait for an answer. */
  erase(conversationId: string): Promise<void>;
}

/** Builds the statements of the conversations. */
export function createConversations(run: Run, writer: string): Conversations {
  return {
    async claim(conversationIds) {
      const rows = await run('claim', claimStatement, [[...conversationIds].sort(), writer]);
      return rows.map((row) => ({
        id: String(row.id),
        lastSeq: Number(row.last_seq),
        sessionSeq: Number(row.session_seq),
        latestChannel: (row.latest_channel as string | null) ?? undefined,
        recipient: (row.recipient as string | null) ?? undefined,
      }));
    },
    async release(conversationIds) {
      await run('release', 'UPDATE conversations SET owner = NULL WHERE id = ANY($1::text[]) AND owner = $2', [
        conversationIds,
        writer,
      ]);
    },
    async eventsFrom(starts) {
      const rows = await run(
        'events-from',
        `SELECT e.conversation_id, e.data FROM unnest($1::text[], $2::integer[]) AS g (id, seq)
         JOIN events e ON e.conversation_id = g.id AND e.seq >= g.seq ORDER BY e.conversation_id, e.seq`,
        [starts.map((start) => start.id), starts.map((start) => start.seq)],
      );
      const found = new Map<string, Event[]>();
      for (const row of rows) {
        const id = String(row.conversation_id);
        const events = found.get(id);
        if (events) events.push(row.data as Event);
        else found.set(id, [row.data as Event]);
      }
      return found;
    },
    async erase(conversationId) {
      await run(
        'erase',
        `WITH a AS (DELETE FROM outbox WHERE conversation_id = $1), b AS (
             DELETE FROM inbox WHERE conversation_id = $1 AND status <> 'pending'),
           c AS (DELETE FROM events WHERE conversation_id = $1),
           d AS (DELETE FROM reminders WHERE conversation_id = $1),
           e AS (DELETE FROM rasa_marks WHERE conversation_id = $1)
         DELETE FROM conversations WHERE id = $1`,
        [conversationId],
      );
    },
  };
}

/**
 * Rows of living owners are not touched, not even locked, so that no claim waits for another process's commit. No claim
 * waits for the disk either: it is on it before the first turn of its conversation is, and one that got lost in a crash
 * is made again.
 */
const claimStatement = `
  WITH lax AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
  wanted AS (SELECT id FROM unnest($1::text[]) AS g (id), lax),
  made AS (
    INSERT INTO conversations (id, owner) SELECT id, $2::uuid FROM wanted ORDER BY id
    ON CONFLICT (id) DO NOTHING
    RETURNING id, last_seq, session_seq, latest_channel, recipient
  ), taken AS (
    UPDATE conversations c SET owner = $2::uuid FROM wanted w
    WHERE c.id = w.id AND (c.owner IS NULL OR c.owner = $2::uuid OR NOT EXISTS (
      SELECT FROM writers WHERE writers.id = c.owner AND writers.lease_until > clock_timestamp()))
    RETURNING c.id, c.last_seq, c.session_seq, c.latest_channel, c.recipient
  )
  SELECT * FROM made UNION ALL SELECT * FROM taken`;
