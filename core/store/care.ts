import type { Run } from './database.js';
import { createPruning } from './prune.js';

/** Housekeeping. */
export interface Care {
  /** Deletes what is older than is kept, and clears outdated rows away, which a PostgreSQL server does by itself. */
  care(): Promise<void>;
}

/** A fifth of the table, as autovacuum has it, and some more, so that small tables are left alone. */
const share = 0.2;
const atLeast = 20_000;

/** Builds the housekeeping: PGlite runs PostgreSQL in single-user mode, which has no autovacuum. */
export function createCare(run: Run, exclusive: boolean, keepDays: number): Care {
  const prune = createPruning(run, keepDays);
  let due: number | undefined;
  return {
    async care() {
      await prune();
      if (!exclusive) return;
      const rows = await run('care', 'SELECT coalesce(max(id), 0) AS last FROM inbox', []);
      const last = Number(rows[0]?.last ?? 0);
      due ??= last + atLeast;
      if (last < due) return;
      due = last + atLeast + last * share;
      for (const table of ['inbox', 'outbox', 'conversations']) await run(`vacuum-${table}`, `VACUUM ${table}`, []);
    },
  };
}
