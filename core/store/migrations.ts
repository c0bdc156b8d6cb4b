import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CreateHolds1790100200000 } from './migrations/create-holds.js';
import { CreateMedia1790100000000 } from './migrations/create-media.js';
import { CreateReminders1790100400000 } from './migrations/create-reminders.js';
import { DateOutbox1790100300000 } from './migrations/date-outbox.js';
import { LinkPeople1790000100000 } from './migrations/link-people.js';
import { MarkRasa1790100500000 } from './migrations/mark-rasa.js';

/**
 * The first tables. Rows that change are packed loosely (`fillfactor`), so that their new versions stay on the same page
 * and need no new index entries; what has to be found again after a stop is in partial indexes, small however long the
 * tables grow.
 */
class CreateCore1790000000000 implements MigrationInterface {
  readonly name = 'CreateCore1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversations (
        id text PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seq integer NOT NULL DEFAULT 0,
        session_seq integer NOT NULL DEFAULT 1,
        owner uuid,
        latest_channel text,
        recipient text
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE events (
        conversation_id text NOT NULL,
        seq integer NOT NULL,
        type_name text NOT NULL,
        timestamp double precision NOT NULL,
        intent_name text,
        action_name text,
        data jsonb NOT NULL,
        PRIMARY KEY (conversation_id, seq)
      )`);
    await runner.query(`
      CREATE TABLE inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel text NOT NULL,
        external_id text NOT NULL,
        conversation_id text NOT NULL,
        text text NOT NULL,
        metadata jsonb,
        recipient text NOT NULL,
        input_channel text,
        received_at timestamptz NOT NULL,
        accepted_by uuid NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        error text,
        UNIQUE (channel, external_id)
      )`);
    await runner.query(`CREATE INDEX inbox_pending ON inbox (conversation_id, id) WHERE status = 'pending'`);
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        inbox_id bigint,
        conversation_id text NOT NULL,
        channel text NOT NULL,
        recipient text NOT NULL,
        message jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'waiting', 'dead')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        last_error text,
        owner uuid
      )`);
    await runner.query(`CREATE INDEX outbox_pending ON outbox (id) WHERE status = 'pending'`);
    await runner.query(`CREATE INDEX outbox_waiting ON outbox (channel, recipient, id) WHERE status = 'waiting'`);
    await runner.query(`CREATE TABLE writers (id uuid PRIMARY KEY, lease_until timestamptz NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['writers', 'outbox', 'inbox', 'events', 'conversations'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

/** How the tables of the core came to be, oldest first. */
export const coreMigrations = [
  CreateCore1790000000000,
  LinkPeople1790000100000,
  CreateMedia1790100000000,
  CreateHolds1790100200000,
  DateOutbox1790100300000,
  CreateReminders1790100400000,
  MarkRasa1790100500000,
];
