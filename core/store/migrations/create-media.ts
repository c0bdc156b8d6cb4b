import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files: `media_blobs` has what lies in the store of files, `media` whose it is. A blob is written before its bytes are
 * kept and removed after they are gone, so that no bytes are ever forgotten.
 */
export class CreateMedia1790100000000 implements MigrationInterface {
  readonly name = 'CreateMedia1790100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE media_blobs (
        hash text PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE media (
        id text PRIMARY KEY,
        hash text NOT NULL,
        mime text NOT NULL,
        name text,
        size bigint NOT NULL,
        conversation_id text NOT NULL,
        uploaded_by text,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX media_conversation ON media (conversation_id)');
    await runner.query('CREATE INDEX media_hash ON media (hash)');
    await runner.query('CREATE INDEX media_uploads ON media (uploaded_by) WHERE uploaded_by IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['media', 'media_blobs']) await runner.query(`DROP TABLE ${table}`);
  }
}
