import type { EntityManager } from 'typeorm';
import type { ErasedPerson, Holder, Holders } from './holders.js';
import { findPerson, type Whom } from './whom.js';

/** What is held of a person. */
export interface Holdings extends ErasedPerson {
  /** How many of each, without those of which there are none. */
  readonly held: readonly { readonly what: string; readonly count: number }[];
  /** What erasing does not reach, in words. */
  readonly stays: readonly string[];
}

/** Finds and erases all that is known of a person. */
export interface Erasure {
  find(whom: Whom): Promise<Holdings>;
  /** Erases, and returns what was held before. It may be called again. */
  erase(whom: Whom): Promise<Holdings>;
}

/** What erasing needs. */
export interface ErasureOptions {
  readonly manager: EntityManager;
  readonly holders: Pick<Holders, 'all'>;
  /** Deletes a conversation's events, messages and answers. */
  eraseConversation(conversationId: string): Promise<void>;
}

/** Makes the erasure. */
export function createErasure({ manager, holders, eraseConversation }: ErasureOptions): Erasure {
  const everyone = (): readonly Holder[] => [...holders.all, linksOf(manager)];

  async function find(whom: Whom): Promise<Holdings> {
    const person = await findPerson(manager, whom);
    const held = await countRows(manager, person);
    for (const holder of everyone()) held.push({ what: holder.name, count: await holder.count(person) });
    return {
      ...person,
      held: held.filter(({ count }) => count > 0),
      stays: await whatStays(manager, person),
    };
  }

  return {
    find,
    async erase(whom) {
      const found = await find(whom);
      // The links go last: when something fails on the way, erasing again still finds all conversations.
      for (const holder of holders.all) await holder.erase(found);
      for (const conversationId of found.conversationIds) await eraseConversation(conversationId);
      await linksOf(manager).erase(found);
      return found;
    },
  };
}

async function countRows(manager: EntityManager, { conversationIds }: ErasedPerson) {
  const [row = {}]: Record<string, string>[] = await manager.query(
    `SELECT (SELECT count(*) FROM conversations WHERE id = ANY($1::text[])) AS "conversations",
       (SELECT count(*) FROM events WHERE conversation_id = ANY($1::text[])) AS "events",
       (SELECT count(*) FROM inbox WHERE conversation_id = ANY($1::text[]) AND status <> 'pending') AS "messages taken in",
       (SELECT count(*) FROM outbox WHERE conversation_id = ANY($1::text[])) AS "messages sent or to be sent",
       (SELECT count(*) FROM reminders WHERE conversation_id = ANY($1::text[])) AS "reminders"`,
    [conversationIds],
  );
  return Object.entries(row).map(([what, count]) => ({ what, count: Number(count) }));
}

/** The links, codes and names of a person. */
function linksOf(manager: EntityManager): Holder {
  const conditions = {
    links: 'conversation_id = ANY($1::text[]) OR address = ANY($1::text[])',
    link_codes: 'address = ANY($1::text[])',
    link_tries: 'address = ANY($1::text[])',
    people: 'conversation_id = ANY($1::text[])',
  };
  const tables = Object.entries(conditions);
  return {
    name: 'links and codes',
    async count({ conversationIds }) {
      const counts = tables.map(([table, condition]) => `(SELECT count(*) FROM ${table} WHERE ${condition})`);
      const [row] = await manager.query(`SELECT ${counts.join(' + ')} AS n`, [conversationIds]);
      return Number(row?.n ?? 0);
    },
    async erase({ conversationIds }) {
      for (const [table, condition] of tables)
        await manager.query(`DELETE FROM ${table} WHERE ${condition}`, [conversationIds]);
    },
  };
}

async function whatStays(manager: EntityManager, { conversationIds, addresses }: ErasedPerson): Promise<string[]> {
  const [row] = await manager.query(
    `SELECT count(*) AS n FROM inbox WHERE conversation_id = ANY($1::text[]) AND status = 'pending'`,
    [conversationIds],
  );
  const waiting = Number(row?.n ?? 0);
  const channels = [...new Set(addresses.map(({ channel }) => channel))];
  return [
    ...(waiting > 0 ? [`${waiting} message(s) that wait for an answer: erase again when they have one`] : []),
    ...channels.map((channel) => {
      const ids = addresses.filter((one) => one.channel === channel).map(({ id }) => id);
      return `what the platform or the person's device behind "${channel}" keeps of ${ids.join(', ')}`;
    }),
    'logs and backups, and what packs and plugins keep elsewhere without saying so',
  ];
}
