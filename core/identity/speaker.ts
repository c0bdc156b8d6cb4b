import type { EntityManager } from 'typeorm';
import type { Event } from '../tracker/events.js';
import type { Speaker } from './address.js';

/** What an action's context says of its turn. */
export interface TurnOfAction {
  readonly conversationId: string;
  readonly inputChannel: string | undefined;
  readonly events: readonly Event[];
}

/**
 * The address of the message that a turn answers, from its inbox row, which waits until the turn is committed. A turn
 * that answers no message speaks for the conversation itself.
 */
export async function speakerOf(manager: EntityManager, turn: TurnOfAction): Promise<Speaker> {
  const message = turn.events.findLast((event) => event.event === 'user');
  const rows: { channel: string; id: string; group: boolean }[] = await manager.query(
    `SELECT channel, coalesce(address, conversation_id) AS id,
       coalesce(metadata ->> 'group' = 'true', false) AS "group"
     FROM inbox WHERE status = 'pending' AND conversation_id = $1 AND external_id = $2`,
    [turn.conversationId, message?.message_id ?? ''],
  );
  return rows[0] ?? { channel: turn.inputChannel ?? '', id: turn.conversationId, group: false };
}
