import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type Care, createCare } from './care.js';
import { type Conversations, createConversations } from './conversations.js';
import { type DatabaseOptions, openDatabase } from './database.js';
import { createHolds, type Holds } from './holds.js';
import { createIntake, type Intake } from './intake.js';
import { createMail, type Mail } from './mail.js';
import { createMediaRecords, type MediaRecords } from './media.js';
import { createReminders, type Reminders } from './reminders.js';
import { createReplacing, type Replacing } from './replace-events.js';
import { createTurns, type Turns } from './turns.js';
import { createWriters, type Writers } from './writers.js';

/** What the bot keeps. Each part is one file: intake, turns, mail (the outbox), conversations, reminders, writers, holds. */
export interface Store extends Intake, Turns, Replacing, Mail, Conversations, Reminders, Writers, Holds, Care {
  readonly dataSource: DataSource;
  /** What is known of the files that are kept. */
  readonly media: MediaRecords;
  /** The name of this process in the database. */
  readonly writer: string;
  /** No other process can be here. */
  readonly exclusive: boolean;
  close(): Promise<void>;
}

/** Settings of the store beyond where it is. */
export interface StoreOptions extends DatabaseOptions {
  /** How long this process may be silent before others take over its conversations, in ms; default 10,000. */
  readonly leaseMs?: number;
  /** Days after which finished rows of the inbox and the outbox are deleted; default 0, which keeps them. */
  readonly keepDays?: number;
}

/**
 * Opens the store.
 *
 * @example const store = await openStore({ url: process.env.DATABASE_URL, folder: '.parley', log });
 * @throws ParleyError STORE_UNREACHABLE, STORE_REFUSED, STORE_MIGRATION, STORE_FOLDER, STORE_LOCKED
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await openDatabase(options);
  const writer = randomUUID();
  const { dataSource, exclusive, run, runFirst } = database;
  const reminders = createReminders(run);
  const writers = createWriters(run, writer, { exclusive, leaseMs: options.leaseMs ?? 10_000 });
  try {
    await writers.beat();
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    dataSource,
    media: createMediaRecords(run),
    writer,
    exclusive,
    ...createIntake(run, runFirst, writer),
    ...createTurns(run, writer, reminders.remindersChanged),
    ...createReplacing(run, writer),
    ...createMail(run, writer),
    ...createConversations(run, writer),
    ...reminders,
    ...writers,
    ...createHolds(run, writer),
    ...createCare(run, exclusive, options.keepDays ?? 0),
    close: database.close,
  };
}
