import type { EntityManager } from 'typeorm';
import type { Event } from '../tracker/events.js';

/** An event of one of a person's conversations. */
export interface PastEvent {
  readonly conversationId: string;
  readonly event: Event;
}

/** The events of a conversation and of those that are linked to it, by their time. */
export async function historyOf(manager: EntityManager, conversationId: string): Promise<PastEvent[]> {
  const rows: { conversation_id: string; data: Event }[] = await manager.query(
    `WITH whole AS (
       SELECT coalesce((SELECT conversation_id FROM links WHERE address = $1 LIMIT 1), $1) AS id
     )
     SELECT conversation_id, data FROM events
     WHERE conversation_id IN (
       SELECT id FROM whole UNION SELECT address FROM links WHERE conversation_id = (SELECT id FROM whole))
     ORDER BY timestamp, conversation_id, seq`,
    [conversationId],
  );
  return rows.map((row) => ({ conversationId: row.conversation_id, event: row.data }));
}
