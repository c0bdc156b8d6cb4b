import { NOTE_CHANNEL } from '../identity/links.js';
import { namesEntities, type ReminderChanges } from '../reminders/changes.js';
import type { Run } from './database.js';
import { storableJson, storableText } from './text.js';

/** The reminders that wait for their time; turns set and cancel them (see turns.ts). */
export interface Reminders {
  /**
   * Moves the reminders that are due into the inboxes of their conversations, at most `limit`, each once whatever number
   * of processes asks; one statement, so that none is lost in between.
   *
   * @returns the conversations
   */
  ringReminders(now: Date, limit: number): Promise<string[]>;
  /** When the next reminder is due; `undefined` when there is none. */
  nextReminder(): Promise<Date | undefined>;
  /** Calls back whenever this process has set or cancelled reminders; the function returned ends that. */
  whenRemindersChange(listener: () => void): () => void;
}

/** Builds the statements of the reminders. */
export function createReminders(run: Run): Reminders & { remindersChanged(): void } {
  const listeners = new Set<() => void>();
  return {
    remindersChanged() {
      for (const listener of listeners) listener();
    },
    whenRemindersChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async ringReminders(now, limit) {
      const rows = await run('ring-reminders', ringStatement, [now, limit, NOTE_CHANNEL]);
      return [...new Set(rows.map((row) => String(row.conversation_id)))];
    },
    async nextReminder() {
      const [row] = await run('next-reminder', 'SELECT due_at FROM reminders ORDER BY due_at LIMIT 1', []);
      return row?.due_at as Date | undefined;
    },
  };
}

/**
 * Nobody has accepted these messages: whoever works on the conversation finds them as others'. Where the person goes on in
 * another conversation meanwhile, they are for that one.
 */
const ringStatement = `
  WITH due AS (
    DELETE FROM reminders r USING (
      SELECT conversation_id, name FROM reminders WHERE due_at <= $1::timestamptz
      ORDER BY due_at LIMIT $2::integer FOR UPDATE SKIP LOCKED
    ) d WHERE r.conversation_id = d.conversation_id AND r.name = d.name
    RETURNING r.conversation_id, r.due_at, r.event
  )
  INSERT INTO inbox (channel, external_id, conversation_id, text, metadata, recipient, received_at, accepted_by)
  SELECT $3, gen_random_uuid()::text, coalesce(linked.conversation_id, due.conversation_id), '',
    jsonb_build_object('reminder', event), '', due_at, '00000000-0000-0000-0000-000000000000'::uuid
  FROM due
  LEFT JOIN conversations c ON c.id = due.conversation_id
  LEFT JOIN links linked ON linked.channel = c.latest_channel AND linked.address = due.conversation_id
  ORDER BY due_at
  RETURNING conversation_id`;

/**
 * What the commit of turns does beside the rest (see turns.ts). Few turns have to do with reminders; the others are spared the planning. What is set here is not cancelled here: one
 * statement can change a row once.
 */
export const reminderParts = `, kept AS (
    SELECT * FROM unnest($25::text[], $26::text[], $27::timestamptz[], $28::jsonb[])
      AS k (conversation_id, name, due_at, event)
  ), cancelled AS (
    DELETE FROM reminders r USING moved m, unnest($21::text[], $22::text[], $23::text[], $24::jsonb[])
      AS f (conversation_id, name, intent, entities)
    WHERE r.conversation_id = m.conversation_id AND f.conversation_id = m.conversation_id
      AND (f.name IS NULL OR f.name = r.name) AND (f.intent IS NULL OR f.intent = r.event ->> 'intent')
      AND (f.entities IS NULL OR f.entities = r.event -> 'entities')
      AND NOT EXISTS (SELECT FROM kept k WHERE k.conversation_id = r.conversation_id AND k.name = r.name)
  ), reminded AS (
    INSERT INTO reminders (conversation_id, name, due_at, event)
    SELECT k.* FROM kept k JOIN moved m ON m.conversation_id = k.conversation_id
    ON CONFLICT (conversation_id, name) DO UPDATE SET due_at = excluded.due_at, event = excluded.event
  )`;

/** A turn, as far as reminders go. */
interface RemindingTurn {
  readonly conversationId: string;
  readonly reminders?: ReminderChanges | undefined;
}

/** The columns of what turns cancel and set; none when they do neither. */
export function reminderColumns(turns: readonly RemindingTurn[]): readonly (readonly unknown[])[] {
  const cancelled = turns.flatMap(({ conversationId, reminders }) =>
    (reminders?.cancelled ?? []).map((event) => ({ conversationId, event })),
  );
  const set = turns.flatMap(({ conversationId, reminders }) =>
    (reminders?.set ?? []).map((event) => ({ conversationId, event })),
  );
  if (cancelled.length + set.length === 0) return [];
  return [
    cancelled.map(({ conversationId }) => conversationId),
    cancelled.map(({ event }) => (event.name ? storableText(event.name) : null)),
    cancelled.map(({ event }) => (event.intent ? storableText(event.intent) : null)),
    cancelled.map(({ event }) => (namesEntities(event) ? storableJson(event.entities) : null)),
    set.map(({ conversationId }) => conversationId),
    set.map(({ event }) => storableText(event.name)),
    set.map(({ event }) => new Date(event.date_time)),
    set.map(({ event }) => storableJson(event)),
  ];
}
