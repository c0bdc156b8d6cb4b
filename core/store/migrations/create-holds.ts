import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one process alone does has a row in `holds`; messages that were given up are found by an index of their own. */
export class CreateHolds1790100200000 implements MigrationInterface {
  readonly name = 'CreateHolds1790100200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE holds (name text PRIMARY KEY, owner uuid NOT NULL)');
    await runner.query(`CREATE INDEX outbox_dead ON outbox (channel) WHERE status = 'dead'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_dead');
    await runner.query('DROP TABLE holds');
  }
}
