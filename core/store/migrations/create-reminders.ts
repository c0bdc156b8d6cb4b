import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation is to be reminded of, and when; a row goes when its time has come. */
export class CreateReminders1790100400000 implements MigrationInterface {
  readonly name = 'CreateReminders1790100400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reminders (
        conversation_id text NOT NULL,
        name text NOT NULL,
        due_at timestamptz NOT NULL,
        event jsonb NOT NULL,
        PRIMARY KEY (conversation_id, name)
      )`);
    await runner.query('CREATE INDEX reminders_due ON reminders (due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reminders');
  }
}
