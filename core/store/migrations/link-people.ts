import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which addresses belong to the conversation of which person, and the codes that show it. `inbox.address` is the
 * conversation as the channel named it, where a link made another one of it.
 */
export class LinkPeople1790000100000 implements MigrationInterface {
  readonly name = 'LinkPeople1790000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE links (
        channel text NOT NULL,
        address text NOT NULL,
        conversation_id text NOT NULL,
        linked_at timestamptz NOT NULL,
        PRIMARY KEY (channel, address)
      )`);
    await runner.query('CREATE INDEX links_conversation ON links (conversation_id)');
    await runner.query(`
      CREATE TABLE link_codes (
        hash text PRIMARY KEY,
        channel text NOT NULL,
        address text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        UNIQUE (channel, address)
      )`);
    await runner.query(`
      CREATE TABLE link_tries (
        channel text NOT NULL,
        address text NOT NULL,
        failed integer NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (channel, address)
      )`);
    await runner.query('CREATE TABLE people (name text PRIMARY KEY, conversation_id text NOT NULL)');
    await runner.query('CREATE INDEX people_conversation ON people (conversation_id)');
    await runner.query('ALTER TABLE inbox ADD COLUMN address text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox DROP COLUMN address');
    for (const table of ['people', 'link_tries', 'link_codes', 'links']) await runner.query(`DROP TABLE ${table}`);
  }
}
