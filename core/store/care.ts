import type { Run } from './database.js';

/** Housekeeping that a PostgreSQL server does by itself. */
export interface Care {
  /** Clears away outdated rows and renews the planner's statistics, when enough has changed; elsewhere does nothing. */
  care(): Promise<void>;
}

/** As autovacuum's defaults: a fifth of the table, and some more, so that small tables are left alone. */
const share = 0.2;
const atLeast = 10_000;

/** Builds the housekeeping: PGlite runs PostgreSQL in single-user mode, which has no autovacuum. */
export function createCare(run: Run, exclusive: boolean): Care {
  let due: number | undefined;
  return {
    async care() {
      if (!exclusive) return;
      const rows = await run('care', 'SELECT coalesce(max(id), 0) AS last FROM inbox', []);
      const last = Number(rows[0]?.last ?? 0);
      due ??= last + atLeast;
      if (last < due) return;
      due = last + atLeast + last * share;
      await run('vacuum', 'VACUUM (ANALYZE) inbox, outbox, conversations', []);
      await run('analyze', 'ANALYZE events', []);
    },
  };
}
