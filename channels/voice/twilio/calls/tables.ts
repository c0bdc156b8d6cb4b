import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Outbound calls, the campaigns that they belong to, and the numbers that are not to be called. A call is `dialling`
 * before Twilio is asked for it, so that a process that is killed then never calls anybody twice.
 */
class CreatePhoneCalls1790200000000 implements MigrationInterface {
  readonly name = 'CreatePhoneCalls1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE phone_campaigns (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        settings jsonb NOT NULL,
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'stopped')),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE phone_calls (
        id uuid PRIMARY KEY,
        campaign_id uuid REFERENCES phone_campaigns (id),
        number text NOT NULL,
        request jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('waiting', 'dialling', 'ringing', 'answered', 'ended')),
        outcome text,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        dialled_at timestamptz,
        sid text,
        error text,
        UNIQUE (campaign_id, number)
      )`);
    await runner.query(`CREATE INDEX phone_calls_due ON phone_calls (campaign_id, due_at) WHERE status = 'waiting'`);
    await runner.query(
      `CREATE TABLE phone_refusals (number text PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['phone_refusals', 'phone_calls', 'phone_campaigns']) await runner.query(`DROP TABLE ${table}`);
  }
}

/** The tables of outbound calls. */
export const callTables = { entities: [], migrations: [CreatePhoneCalls1790200000000] };
