import type { Run } from './database.js';

/** The processes that share a database. */
export interface Writers {
  /** How long this process may be silent before others take over, in ms. */
  readonly leaseMs: number;
  /** Says that this process lives, and forgets the dead. @returns how many processes live, this one included */
  beat(): Promise<number>;
  /** Says that this process stops, so that others need not wait for its lease to run out. */
  leave(): Promise<void>;
}

/** Builds the statements of the writers. */
export function createWriters(run: Run, writer: string, at: { exclusive: boolean; leaseMs: number }): Writers {
  return {
    leaseMs: at.leaseMs,
    async beat() {
      // Who has an embedded database to itself needs to wait for nobody's lease.
      const dead = at.exclusive ? 'id <> $1' : `lease_until < clock_timestamp() - interval '1 hour'`;
      const rows = await run(
        'beat',
        `WITH gone AS (DELETE FROM writers WHERE ${dead} AND id <> $1),
         here AS (
           INSERT INTO writers (id, lease_until) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
           ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until)
         SELECT count(*) + 1 AS living FROM writers WHERE id <> $1 AND lease_until > clock_timestamp()`,
        [writer, at.leaseMs],
      );
      return at.exclusive ? 1 : Number(rows[0]?.living ?? 1);
    },
    async leave() {
      await run('leave', 'DELETE FROM writers WHERE id = $1', [writer]);
    },
  };
}
