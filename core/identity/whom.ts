import type { EntityManager } from 'typeorm';
import type { Address } from './address.js';
import type { ErasedPerson } from './holders.js';

/** How a person is named: a conversation of theirs, the name of a rule (`identity.link`), or an address. */
export type Whom =
  | { readonly conversation: string }
  | { readonly person: string }
  | { readonly channel: string; readonly id: string };

/**
 * All conversations of a person, the one that goes on first, and the addresses they came from. An address may be given
 * as the channel names the conversation or as the platform names the person: `telegram:123` or `123`.
 */
export async function findPerson(manager: EntityManager, whom: Whom): Promise<ErasedPerson> {
  const begins = await conversationsOf(manager, whom);
  const rows: { id: string }[] = await manager.query(
    `WITH roots AS (
       SELECT DISTINCT coalesce(l.conversation_id, g.id) AS id
       FROM unnest($1::text[]) AS g (id) LEFT JOIN links l ON l.address = g.id
     )
     SELECT id FROM roots
     UNION ALL (SELECT address FROM links WHERE conversation_id IN (SELECT id FROM roots)
       EXCEPT SELECT id FROM roots)
     UNION (SELECT unnest($1::text[]))`,
    [begins],
  );
  const conversationIds = [...new Set(rows.map(({ id }) => id))];
  const addresses: Address[] = await manager.query(
    `SELECT DISTINCT channel, id FROM (
       SELECT channel, coalesce(address, conversation_id) AS id FROM inbox
       WHERE conversation_id = ANY($1::text[]) AND recipient <> ''
       UNION SELECT channel, address FROM links WHERE conversation_id = ANY($1::text[])
     ) AS g ORDER BY channel, id`,
    [conversationIds],
  );
  // What a channel keeps may be of somebody who never wrote, such as a number that was called in vain.
  const isNew = 'channel' in whom && !addresses.some(({ id }) => id === whom.id || id.endsWith(`:${whom.id}`));
  return { conversationIds, addresses: isNew ? [...addresses, { channel: whom.channel, id: whom.id }] : addresses };
}

async function conversationsOf(manager: EntityManager, whom: Whom): Promise<string[]> {
  if ('conversation' in whom) return [whom.conversation];
  const rows: { id: string }[] =
    'person' in whom
      ? await manager.query('SELECT conversation_id AS id FROM people WHERE name = $1', [whom.person])
      : await manager.query(
          `SELECT conversation_id AS id FROM inbox
           WHERE channel = $1 AND (recipient = $2 OR coalesce(address, conversation_id) IN ($2, $1 || ':' || $2))
           UNION SELECT id FROM conversations WHERE latest_channel = $1 AND (recipient = $2 OR id IN ($2, $1 || ':' || $2))
           UNION SELECT conversation_id FROM links WHERE channel = $1 AND address IN ($2, $1 || ':' || $2)
           UNION SELECT address FROM links WHERE channel = $1 AND address IN ($2, $1 || ':' || $2)`,
          [whom.channel, whom.id],
        );
  return rows.map(({ id }) => id);
}
