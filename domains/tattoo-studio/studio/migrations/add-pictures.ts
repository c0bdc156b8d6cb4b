import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pictures that a person sent with an appointment, as ids of the bot's files. */
export class AddPictures1790200000000 implements MigrationInterface {
  readonly name = 'AddPictures1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE tattoo_appointments ADD COLUMN pictures text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tattoo_appointments DROP COLUMN pictures');
  }
}
