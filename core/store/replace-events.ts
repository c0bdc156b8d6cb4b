import type { Event } from '../tracker/events.js';
import type { Run } from './database.js';
import { storableJson } from './text.js';

/** Writing a conversation anew. */
export interface Replacing {
  /**
   * Makes these all the events of a conversation that this process owns; `sessionStart` is the number, from 1, of the one
   * that begins the latest session. Numbers go on rising, so that a turn that began before is refused.
   */
  replaceEvents(conversationId: string, events: readonly Event[], sessionStart: number): Promise<void>;
}

/** Builds the statement. */
export function createReplacing(run: Run, writer: string): Replacing {
  return {
    async replaceEvents(conversationId, events, sessionStart) {
      await run('replace-events', statement, [
        conversationId,
        writer,
        events.length,
        sessionStart,
        events.map(({ event }) => event),
        events.map(({ timestamp }) => timestamp ?? Date.now() / 1000),
        events.map((event) => (event.event === 'user' ? (event.parse_data.intent.name ?? null) : null)),
        events.map((event) => (event.event === 'action' ? event.name : null)),
        events.map(storableJson),
      ]);
    },
  };
}

const statement = `
  WITH moved AS (
    UPDATE conversations SET last_seq = last_seq + $3::integer, session_seq = last_seq + $4::integer
    WHERE id = $1 AND owner = $2::uuid RETURNING last_seq - $3::integer AS before
  ), gone AS (
    DELETE FROM events e USING moved m WHERE e.conversation_id = $1 AND e.seq <= m.before
  )
  INSERT INTO events (conversation_id, seq, type_name, timestamp, intent_name, action_name, data)
  SELECT $1, m.before + g.at, g.type_name, g.timestamp, g.intent_name, g.action_name, g.data
  FROM moved m, unnest($5::text[], $6::double precision[], $7::text[], $8::text[], $9::jsonb[])
    WITH ORDINALITY AS g (type_name, timestamp, intent_name, action_name, data, at)`;
