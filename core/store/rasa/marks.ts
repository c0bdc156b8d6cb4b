import type { DataSource } from 'typeorm';
import type { Event } from '../../tracker/events.js';

/** How far a conversation was exchanged: the last row of Rasa that is known here, the last event here that is there. */
export interface Mark {
  readonly conversationId: string;
  readonly rasaId: number;
  readonly seq: number;
}

/** An event of Parley's with its number. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: Event;
}

/** What is asked of Parley's own tables for the exchange. */
export interface Marks {
  /** A mark for each conversation, at the beginning where there was none. */
  read(conversationIds: readonly string[]): Promise<Mark[]>;
  /** Keeps marks; those of conversations that were erased meanwhile are let go. */
  save(marks: readonly Mark[]): Promise<void>;
  /** Has what Rasa holds of an erased conversation, up to a row, not taken over again. */
  skip(conversationId: string, rasaId: number): Promise<void>;
  /** The events of each conversation that come after its mark, or are no older than a time, in order. */
  events(marks: readonly Mark[], since: ReadonlyMap<string, number>): Promise<Map<string, NumberedEvent[]>>;
  /** The conversations with events that are not exchanged yet. */
  behind(): Promise<string[]>;
}

/** Builds the statements. */
export function createMarks({ manager }: DataSource): Marks {
  return {
    async read(conversationIds) {
      const rows: { id: string; rasa_id: string | null; seq: number | null }[] = await manager.query(
        `SELECT g.id, m.rasa_id, m.seq FROM unnest($1::text[]) AS g (id)
         LEFT JOIN rasa_marks m ON m.conversation_id = g.id`,
        [[...new Set(conversationIds)]],
      );
      return rows.map(({ id, rasa_id, seq }) => ({ conversationId: id, rasaId: Number(rasa_id ?? 0), seq: seq ?? 0 }));
    },
    async save(marks) {
      await manager.query(
        `INSERT INTO rasa_marks (conversation_id, rasa_id, seq)
         SELECT g.id, g.rasa_id, g.seq FROM unnest($1::text[], $2::bigint[], $3::integer[]) AS g (id, rasa_id, seq)
         JOIN conversations c ON c.id = g.id
         ON CONFLICT (conversation_id) DO UPDATE SET rasa_id = excluded.rasa_id, seq = excluded.seq`,
        [
          marks.map(({ conversationId }) => conversationId),
          marks.map(({ rasaId }) => rasaId),
          marks.map(({ seq }) => seq),
        ],
      );
    },
    async skip(conversationId, rasaId) {
      await manager.query('INSERT INTO rasa_marks (conversation_id, rasa_id, seq) VALUES ($1, $2, 0)', [
        conversationId,
        rasaId,
      ]);
    },
    async events(marks, since) {
      const rows: { conversation_id: string; seq: number; timestamp: number; data: Event }[] = await manager.query(
        `SELECT e.conversation_id, e.seq, e.timestamp, e.data
         FROM unnest($1::text[], $2::integer[], $3::double precision[]) AS g (id, seq, since)
         JOIN events e ON e.conversation_id = g.id AND (e.seq > g.seq OR e.timestamp >= g.since)
         ORDER BY e.conversation_id, e.seq`,
        [
          marks.map(({ conversationId }) => conversationId),
          marks.map(({ seq }) => seq),
          marks.map(({ conversationId }) => since.get(conversationId) ?? Number.POSITIVE_INFINITY),
        ],
      );
      const found = new Map<string, NumberedEvent[]>(marks.map(({ conversationId }) => [conversationId, []]));
      for (const { conversation_id: id, seq, timestamp, data } of rows) {
        found.get(id)?.push({ seq, event: { ...data, timestamp: data.timestamp ?? timestamp } });
      }
      return found;
    },
    async behind() {
      const rows: { id: string }[] = await manager.query(
        `SELECT c.id FROM conversations c LEFT JOIN rasa_marks m ON m.conversation_id = c.id
         WHERE c.last_seq > coalesce(m.seq, 0)`,
      );
      return rows.map(({ id }) => id);
    },
  };
}
