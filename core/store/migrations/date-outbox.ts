import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a message was put into the outbox, so that old ones can be told. Those that are there count from now on. */
export class DateOutbox1790100300000 implements MigrationInterface {
  readonly name = 'DateOutbox1790100300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN created_at');
  }
}
