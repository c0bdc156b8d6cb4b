import type { BotMessage } from '../messages/message.js';
import type { Row, Run } from './database.js';

/** A message on its way out. */
export interface Letter {
  /** Counts up in the order of saying. */
  readonly id: number;
  readonly inboxId: number | undefined;
  readonly conversationId: string;
  readonly channel: string;
  readonly recipient: string;
  readonly message: BotMessage;
  /** How often it was tried. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | undefined;
}

/** Who gets messages on a channel. */
export type Recipient = Pick<Letter, 'channel' | 'recipient'>;

/** How an attempt to send ended. */
export interface Mark {
  readonly id: number;
  readonly status: 'pending' | 'delivered' | 'waiting' | 'dead';
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
}

/** The outbox. */
export interface Mail {
  mark(marks: readonly Mark[]): Promise<void>;
  /**
   * Takes over unsent messages whose sender is gone, oldest first. Never this process's own, which are in its hands also
   * when it stood still for longer than its lease.
   */
  adoptLetters(limit: number): Promise<Letter[]>;
  /** Takes what waits for recipients, oldest first. */
  takeWaiting(recipients: readonly Recipient[]): Promise<Letter[]>;
  /** Takes what waits among the answers to messages, oldest first. */
  takeWaitingFor(inboxIds: readonly number[]): Promise<Letter[]>;
  /** How many messages were given up, by channel; channels without any are left out. */
  deadLetters(): Promise<Readonly<Record<string, number>>>;
}

const columns = 'id, inbox_id, conversation_id, channel, recipient, message, attempts, next_attempt_at';

/** Builds the statements of the outbox. */
export function createMail(run: Run, writer: string): Mail {
  const take = async (name: string, condition: string, values: readonly unknown[]) => {
    const rows = await run(
      name,
      `UPDATE outbox SET status = 'pending', owner = $1::uuid WHERE ${condition} RETURNING ${columns}`,
      [writer, ...values],
    );
    return rows.map(readLetter).sort((a, b) => a.id - b.id);
  };
  return {
    async mark(marks) {
      await run(
        'mark',
        `UPDATE outbox o
         SET status = g.status, attempts = g.attempts, next_attempt_at = g.next_attempt_at, last_error = g.last_error
         FROM unnest($1::bigint[], $2::text[], $3::integer[], $4::timestamptz[], $5::text[])
           AS g (id, status, attempts, next_attempt_at, last_error)
         WHERE o.id = g.id`,
        [
          marks.map((mark) => mark.id),
          marks.map((mark) => mark.status),
          marks.map((mark) => mark.attempts),
          marks.map((mark) => mark.nextAttemptAt),
          marks.map((mark) => mark.lastError),
        ],
      );
    },
    adoptLetters: (limit) =>
      take(
        'adopt-letters',
        `id IN (
           SELECT o.id FROM outbox o LEFT JOIN writers w ON w.id = o.owner AND w.lease_until > clock_timestamp()
           WHERE o.status = 'pending' AND w.id IS NULL AND o.owner IS DISTINCT FROM $1::uuid
           ORDER BY o.id LIMIT $2 FOR UPDATE OF o SKIP LOCKED)`,
        [limit],
      ),
    takeWaiting: (recipients) =>
      take(
        'take-waiting',
        `status = 'waiting' AND (channel, recipient) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
        [recipients.map(({ channel }) => channel), recipients.map(({ recipient }) => recipient)],
      ),
    takeWaitingFor: (inboxIds) =>
      take('take-waiting-for', `status = 'waiting' AND inbox_id = ANY($2::bigint[])`, [inboxIds]),
    async deadLetters() {
      const counting = `SELECT channel, count(*) AS dead FROM outbox WHERE status = 'dead' GROUP BY channel`;
      const rows = await run('dead-letters', counting, []);
      return Object.fromEntries(rows.map(({ channel, dead }) => [String(channel), Number(dead)]));
    },
  };
}

function readLetter(row: Row): Letter {
  return {
    id: Number(row.id),
    inboxId: row.inbox_id === null ? undefined : Number(row.inbox_id),
    conversationId: String(row.conversation_id),
    channel: String(row.channel),
    recipient: String(row.recipient),
    message: row.message as BotMessage,
    attempts: Number(row.attempts),
    nextAttemptAt: (row.next_attempt_at as Date | null) ?? undefined,
  };
}
