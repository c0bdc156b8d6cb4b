import type { Run } from './database.js';

/** Rows of one table that go at once, so that no statement takes long. */
const batch = 5_000;
/** How long to wait when there was nothing more, in ms. */
const pauseMs = 3_600_000;

const ages = { inbox: 'received_at', outbox: 'created_at' } as const;

/**
 * Deletes what is long done from the inbox and the outbox, some at a time; the events stay. It looks at the oldest rows
 * alone, so that it costs nothing while there is nothing to delete.
 *
 * @param keepDays 0 keeps everything
 */
export function createPruning(run: Run, keepDays: number): () => Promise<void> {
  let due = 0;
  return async () => {
    if (keepDays === 0 || Date.now() < due) return;
    const deleted = await Promise.all(
      Object.entries(ages).map(async ([table, age]) => {
        const rows = await run(
          `prune-${table}`,
          `WITH oldest AS (
             SELECT id, ${age} AS since FROM ${table} WHERE status <> 'pending' ORDER BY id LIMIT ${batch}
           ), gone AS (
             DELETE FROM ${table} WHERE id IN (
               SELECT id FROM oldest WHERE since < now() - $1 * interval '1 day') RETURNING id
           )
           SELECT count(*) AS n FROM gone`,
          [keepDays],
        );
        return Number(rows[0]?.n ?? 0);
      }),
    );
    if (Math.max(...deleted) < batch) due = Date.now() + pauseMs;
  };
}
