import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { BotMessage } from '../messages/message.js';
import type { Address } from './address.js';

/** The channel of messages that the bot leaves for itself in the line of a conversation. */
export const NOTE_CHANNEL = 'parley:note';

/** What such a message says: another conversation goes on in this one. */
export interface LinkNote {
  readonly channel: string;
  /** The conversation whose slots are carried over. */
  readonly from: string;
}

/** Any number that no other program on the same database uses: the letters of "plin". */
const linkLock = 0x706c696e;
/** No process: whoever works on the conversation finds the note as one that others took in for it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Lets one link at a time be made or undone, in all processes, so that no circle of links comes about. */
export async function oneAtATime(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [linkLock]);
}

/** The conversation that an address is linked to, if any. */
export async function linkOf(manager: EntityManager, { channel, id }: Address): Promise<string | undefined> {
  const rows: { conversation_id: string }[] = await manager.query(
    'SELECT conversation_id FROM links WHERE channel = $1 AND address = $2',
    [channel, id],
  );
  return rows[0]?.conversation_id;
}

/** The addresses that are linked to a conversation, oldest link first. */
export async function addressesOf(manager: EntityManager, conversationId: string): Promise<Address[]> {
  return await manager.query(
    'SELECT channel, address AS id FROM links WHERE conversation_id = $1 ORDER BY linked_at, channel, address',
    [conversationId],
  );
}

/**
 * Makes an address an alias of a conversation. What was linked to the address's own conversation follows it, and a note
 * in the line of the conversation has the slots carried over.
 */
export async function addLink(manager: EntityManager, address: Address, target: string, now: Date): Promise<void> {
  await manager.query('UPDATE links SET conversation_id = $2 WHERE conversation_id = $1', [address.id, target]);
  await manager.query('UPDATE people SET conversation_id = $2 WHERE conversation_id = $1', [address.id, target]);
  await manager.query('INSERT INTO links (channel, address, conversation_id, linked_at) VALUES ($1, $2, $3, $4)', [
    address.channel,
    address.id,
    target,
    now,
  ]);
  const note: LinkNote = { channel: address.channel, from: address.id };
  await manager.query(
    `INSERT INTO inbox (channel, external_id, conversation_id, text, metadata, recipient, received_at, accepted_by)
     VALUES ($1, $2, $3, '', $4, '', $5, $6)`,
    [NOTE_CHANNEL, randomUUID(), target, JSON.stringify(note), now, nobody],
  );
}

/** Undoes the link of an address; for an address whose own conversation others are linked to, all of theirs. */
export async function removeLinks(manager: EntityManager, { channel, id }: Address): Promise<Address[]> {
  const own = await manager.query(
    `WITH gone AS (DELETE FROM links WHERE channel = $1 AND address = $2 RETURNING channel, address AS id)
     SELECT * FROM gone`,
    [channel, id],
  );
  if (own.length > 0) return own;
  return await manager.query(
    `WITH gone AS (DELETE FROM links WHERE conversation_id = $1 RETURNING channel, address AS id)
     SELECT * FROM gone ORDER BY channel, id`,
    [id],
  );
}

/** What a form that is running in a conversation has asked last. */
export async function openQuestion(manager: EntityManager, conversationId: string): Promise<BotMessage | undefined> {
  const rows: { data: { text: string | null; data?: object } }[] = await manager.query(
    `SELECT data FROM events WHERE conversation_id = $1 AND type_name = 'bot' AND (
       SELECT data ->> 'name' FROM events
       WHERE conversation_id = $1 AND type_name IN ('active_loop', 'session_started', 'restart')
       ORDER BY seq DESC LIMIT 1) IS NOT NULL
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  const event = rows[0]?.data;
  return event && { ...(event.text === null ? {} : { text: event.text }), ...event.data };
}
