import type { DataSource } from 'typeorm';
import { createSlots } from '../inbox/slots.js';

/** Does something while nobody else, in this process or another, does anything with the same bytes. */
export type Locked = <Result>(hash: string, work: () => Promise<Result>) => Promise<Result>;

/** Any number of Parley's own beside which PostgreSQL counts the locks of files. */
const lockSpace = 0x6d656469;
/** Each lock takes a connection of the pool, and the work inside another. */
const mostAtOnce = 3;

/**
 * Makes the locks. Without them, bytes could be removed with their last file in the very moment in which they come in again
 * and are found to be there already.
 */
export function createLocks(dataSource: DataSource, exclusive: boolean): Locked {
  const latest = new Map<string, Promise<unknown>>();
  const inSlot = createSlots(mostAtOnce);

  async function acrossProcesses<Result>(hash: string, work: () => Promise<Result>): Promise<Result> {
    if (exclusive) return await work();
    return await inSlot(() =>
      dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, hash]);
        return await work();
      }),
    );
  }

  return async (hash, work) => {
    const before = latest.get(hash) ?? Promise.resolve();
    const turn = before.then(() => acrossProcesses(hash, work));
    const ended = turn.catch(() => undefined);
    latest.set(hash, ended);
    try {
      return await turn;
    } finally {
      if (latest.get(hash) === ended) latest.delete(hash);
    }
  };
}
