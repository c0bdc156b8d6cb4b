import type { Run } from './database.js';

/** What only one of the processes that share a database does. */
export interface Holds {
  /**
   * Takes something for this process, or keeps it, unless another living process has it; a process lives as long as it
   * renews its lease (see writers.ts).
   */
  hold(name: string): Promise<boolean>;
  /** Gives it up, so that another need not wait for the lease to run out. */
  letGo(name: string): Promise<void>;
}

/** Builds the statements of the holds. */
export function createHolds(run: Run, writer: string): Holds {
  return {
    async hold(name) {
      const rows = await run(
        'hold',
        `INSERT INTO holds AS h (name, owner) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET owner = excluded.owner
         WHERE h.owner = excluded.owner OR NOT EXISTS (
           SELECT 1 FROM writers w WHERE w.id = h.owner AND w.lease_until > clock_timestamp())
         RETURNING name`,
        [name, writer],
      );
      return rows.length > 0;
    },
    async letGo(name) {
      await run('let-go', 'DELETE FROM holds WHERE name = $1 AND owner = $2', [name, writer]);
    },
  };
}
