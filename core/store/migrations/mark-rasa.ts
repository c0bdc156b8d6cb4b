import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each conversation was exchanged with a tracker store of Rasa. */
export class MarkRasa1790100500000 implements MigrationInterface {
  readonly name = 'MarkRasa1790100500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rasa_marks (
        conversation_id text PRIMARY KEY,
        rasa_id bigint NOT NULL,
        seq integer NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rasa_marks');
  }
}
