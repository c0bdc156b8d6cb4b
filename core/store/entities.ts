import { EntitySchema } from 'typeorm';
import type { BotMessage } from '../messages/message.js';
import type { Event } from '../tracker/events.js';
import { mediaEntities } from './media.js';

/** A conversation and who works on it. */
interface ConversationRow {
  id: string;
  createdAt: Date;
  /** Number of the last event; events count from 1. */
  lastSeq: number;
  /** Number of the first event of the current session. */
  sessionSeq: number;
  /** The writer that runs the turns; see `WriterRow`. */
  owner: string | null;
  latestChannel: string | null;
  recipient: string | null;
}

/** An event of a conversation: `data` is the event as Rasa writes it; the other columns are for queries. */
interface EventRow {
  conversationId: string;
  seq: number;
  typeName: string;
  /** Seconds since 1970. */
  timestamp: number;
  intentName: string | null;
  actionName: string | null;
  data: Event;
}

/** A message that was taken in. `id` counts up in the order of arrival. */
interface InboxRow {
  id: string;
  channel: string;
  externalId: string;
  conversationId: string;
  text: string;
  metadata: Record<string, unknown> | null;
  recipient: string;
  inputChannel: string | null;
  receivedAt: Date;
  /** The writer that acknowledged it. */
  acceptedBy: string;
  status: 'pending' | 'done' | 'failed';
  attempts: number;
  error: string | null;
}

/** A message on its way out. `id` counts up in the order of saying. */
interface OutboxRow {
  id: string;
  inboxId: string | null;
  conversationId: string;
  channel: string;
  recipient: string;
  message: BotMessage;
  status: 'pending' | 'delivered' | 'waiting' | 'dead';
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  /** The writer that sends it. */
  owner: string | null;
}

/** A process that runs turns. It renews its lease; when the lease has run out, others take over what it owned. */
interface WriterRow {
  id: string;
  leaseUntil: Date;
}

const text = { type: 'text' } as const;
const optionalText = { type: 'text', nullable: true } as const;

const conversationEntity = new EntitySchema<ConversationRow>({
  name: 'conversation',
  tableName: 'conversations',
  columns: {
    id: { ...text, primary: true },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
    lastSeq: { type: 'integer', name: 'last_seq', default: 0 },
    sessionSeq: { type: 'integer', name: 'session_seq', default: 1 },
    owner: { type: 'uuid', nullable: true },
    latestChannel: { ...optionalText, name: 'latest_channel' },
    recipient: optionalText,
  },
});

const eventEntity = new EntitySchema<EventRow>({
  name: 'event',
  tableName: 'events',
  columns: {
    conversationId: { ...text, name: 'conversation_id', primary: true },
    seq: { type: 'integer', primary: true },
    typeName: { ...text, name: 'type_name' },
    timestamp: { type: 'double precision' },
    intentName: { ...optionalText, name: 'intent_name' },
    actionName: { ...optionalText, name: 'action_name' },
    data: { type: 'jsonb' },
  },
});

const inboxEntity = new EntitySchema<InboxRow>({
  name: 'inbox',
  tableName: 'inbox',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    channel: text,
    externalId: { ...text, name: 'external_id' },
    conversationId: { ...text, name: 'conversation_id' },
    text,
    metadata: { type: 'jsonb', nullable: true },
    recipient: text,
    inputChannel: { ...optionalText, name: 'input_channel' },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    acceptedBy: { type: 'uuid', name: 'accepted_by' },
    status: text,
    attempts: { type: 'integer', default: 0 },
    error: optionalText,
  },
  uniques: [{ columns: ['channel', 'externalId'] }],
});

const outboxEntity = new EntitySchema<OutboxRow>({
  name: 'outbox',
  tableName: 'outbox',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    inboxId: { type: 'bigint', name: 'inbox_id', nullable: true },
    conversationId: { ...text, name: 'conversation_id' },
    channel: text,
    recipient: text,
    message: { type: 'jsonb' },
    status: text,
    attempts: { type: 'integer', default: 0 },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at', nullable: true },
    lastError: { ...optionalText, name: 'last_error' },
    owner: { type: 'uuid', nullable: true },
  },
});

const writerEntity = new EntitySchema<WriterRow>({
  name: 'writer',
  tableName: 'writers',
  columns: {
    id: { type: 'uuid', primary: true },
    leaseUntil: { type: 'timestamptz', name: 'lease_until' },
  },
});

/** The tables of the core. */
export const coreEntities = [
  conversationEntity,
  eventEntity,
  inboxEntity,
  outboxEntity,
  writerEntity,
  ...mediaEntities,
];
