import type { Row, Run } from './database.js';

/** A message to be taken in; its texts are storable already. */
export interface NewMessage {
  readonly channel: string;
  readonly externalId: string;
  readonly conversationId: string;
  readonly text: string;
  /** JSON, or nothing. */
  readonly metadata: string | null;
  readonly recipient: string;
  readonly inputChannel: string | null;
  readonly receivedAt: Date;
}

/** A message that waits for its turn. */
export interface PendingMessage {
  /** Counts up in the order of arrival. */
  readonly inboxId: number;
  readonly channel: string;
  readonly externalId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  readonly recipient: string;
  readonly inputChannel: string | undefined;
  readonly receivedAt: Date;
}

/** What became of a message: its row, and whether it was there before. */
export interface Taken {
  readonly inboxId: number;
  readonly duplicate: boolean;
  /** The conversation that it belongs to: the one given, or the one that its address is linked to. */
  readonly conversationId: string;
}

/** Taking messages in. */
export interface Intake {
  /** Stores messages in the order given; one statement, all or none. */
  take(messages: readonly NewMessage[]): Promise<Taken[]>;
  /** The pending messages of conversations, oldest first. */
  pendingOf(conversationIds: readonly string[]): Promise<PendingMessage[]>;
  /** The pending messages of conversations that other processes acknowledged, oldest first. */
  pendingFromOthers(conversationIds: readonly string[]): Promise<PendingMessage[]>;
  /** Conversations with pending messages that no living process works on, or that others took in for this one. */
  neglected(limit: number): Promise<string[]>;
  /** Those of the messages whose turn has ended and whose answers have been tried or put off. */
  settledAmong(inboxIds: readonly number[]): Promise<number[]>;
}

const pendingColumns = `id, channel, external_id, conversation_id, text, metadata, recipient, input_channel, received_at`;

/** Builds the statements of the intake; those that a platform waits for are run by `runFirst`. */
export function createIntake(run: Run, runFirst: Run, writer: string): Intake {
  return {
    async take(messages) {
      const column = <Key extends keyof NewMessage>(key: Key) => messages.map((message) => message[key]);
      const rows = await runFirst('take', takeStatement, [
        column('channel'),
        column('externalId'),
        column('conversationId'),
        column('text'),
        column('metadata'),
        column('recipient'),
        column('inputChannel'),
        column('receivedAt'),
        writer,
      ]);
      return await resolveDuplicates(runFirst, messages, rows);
    },
    async pendingOf(conversationIds) {
      const rows = await run(
        'pending-of',
        `SELECT ${pendingColumns} FROM inbox
         WHERE status = 'pending' AND conversation_id = ANY($1::text[]) ORDER BY id`,
        [conversationIds],
      );
      return rows.map(readPending);
    },
    async pendingFromOthers(conversationIds) {
      const rows = await run(
        'pending-from-others',
        `SELECT ${pendingColumns} FROM inbox
         WHERE status = 'pending' AND conversation_id = ANY($1::text[]) AND accepted_by <> $2 ORDER BY id`,
        [conversationIds, writer],
      );
      return rows.map(readPending);
    },
    async neglected(limit) {
      const rows = await run(
        'neglected',
        `SELECT DISTINCT i.conversation_id FROM inbox i
         LEFT JOIN conversations c ON c.id = i.conversation_id
         LEFT JOIN writers w ON w.id = c.owner AND w.lease_until > clock_timestamp()
         WHERE i.status = 'pending' AND (w.id IS NULL OR (w.id = $1 AND i.accepted_by <> $1)) LIMIT $2`,
        [writer, limit],
      );
      return rows.map((row) => String(row.conversation_id));
    },
    async settledAmong(inboxIds) {
      const rows = await run(
        'settled-among',
        `SELECT id FROM inbox WHERE id = ANY($1::bigint[]) AND status <> 'pending' AND NOT EXISTS (
           SELECT FROM outbox WHERE outbox.status = 'pending' AND outbox.attempts = 0 AND outbox.inbox_id = inbox.id)`,
        [inboxIds],
      );
      return rows.map((row) => Number(row.id));
    },
  };
}

/**
 * Identity values are drawn in the order of the SELECT, so `id` follows the order of arrival. Links are looked up here
 * and not in a cache, so that every process follows a link from the moment at which it is made.
 */
const takeStatement = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::text[],
      $8::timestamptz[]) WITH ORDINALITY
      AS g (channel, external_id, conversation_id, text, metadata, recipient, input_channel, received_at, position)
  ), placed AS MATERIALIZED (
    SELECT given.*, (
      SELECT l.conversation_id FROM links l WHERE l.channel = given.channel AND l.address = given.conversation_id
    ) AS linked FROM given
  ), stored AS (
    INSERT INTO inbox (channel, external_id, conversation_id, address, text, metadata, recipient, input_channel,
      received_at, accepted_by)
    SELECT channel, external_id, coalesce(linked, conversation_id),
      CASE WHEN linked IS NOT NULL THEN conversation_id END, text, metadata, recipient, input_channel, received_at,
      $9::uuid
    FROM placed ORDER BY position
    ON CONFLICT (channel, external_id) DO NOTHING
    RETURNING id, channel, external_id, conversation_id
  )
  SELECT id, channel, external_id, conversation_id FROM stored`;

async function resolveDuplicates(run: Run, messages: readonly NewMessage[], rows: readonly Row[]): Promise<Taken[]> {
  const found = new Map(rows.map((row) => [keyOf(row.channel, row.external_id), row]));
  const fresh = new Set(found.keys());
  const known = messages.filter((message) => !fresh.has(keyOf(message.channel, message.externalId)));
  if (known.length > 0) {
    const older = await run(
      'known',
      `SELECT id, channel, external_id, conversation_id FROM inbox
       JOIN unnest($1::text[], $2::text[]) AS g (channel, external_id) USING (channel, external_id)`,
      [known.map((message) => message.channel), known.map((message) => message.externalId)],
    );
    for (const row of older) found.set(keyOf(row.channel, row.external_id), row);
  }
  return messages.map((message) => {
    const key = keyOf(message.channel, message.externalId);
    const row = found.get(key);
    const conversationId = String(row?.conversation_id ?? message.conversationId);
    return { inboxId: Number(row?.id ?? 0), duplicate: !fresh.delete(key), conversationId };
  });
}

function readPending(row: Row): PendingMessage {
  return {
    inboxId: Number(row.id),
    channel: String(row.channel),
    externalId: String(row.external_id),
    conversationId: String(row.conversation_id),
    text: String(row.text),
    metadata: (row.metadata as Record<string, unknown> | null) ?? undefined,
    recipient: String(row.recipient),
    inputChannel: (row.input_channel as string | null) ?? undefined,
    receivedAt: row.received_at as Date,
  };
}

const keyOf = (channel: unknown, externalId: unknown) => `${channel}\n${externalId}`;
