import { setImmediate } from 'node:timers/promises';
import { isConflict, isDataFault } from '../store/failures.js';

/** Work that is done for many at once. */
export interface Group<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when all that was added before is done. */
  idle(): Promise<void>;
}

/**
 * Group commit: what is added while one group is at work makes the next, so groups grow with the load and nobody waits
 * for company when idle. If a group fails because of what is in it, its members are tried one by one, so that only the
 * culprit is hit.
 */
export function createGroup<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): Group<Item, Result> {
  interface Entry {
    readonly item: Item;
    resolve(result: Result): void;
    reject(error: unknown): void;
  }
  let waiting: Entry[] = [];
  let working = false;
  let latest: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    working = true;
    await setImmediate();
    while (waiting.length > 0) {
      const entries = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(entries);
    }
    working = false;
  }

  async function settle(entries: readonly Entry[]): Promise<void> {
    try {
      const results = await runPatiently(entries.map(({ item }) => item));
      entries.forEach((entry, index) => {
        entry.resolve(results[index] as Result);
      });
    } catch (error) {
      if (entries.length > 1 && isDataFault(error)) for (const entry of entries) await settle([entry]);
      else for (const entry of entries) entry.reject(error);
    }
  }

  /** Two processes that lock the same rows crosswise: one is chosen to fail, and may simply try again. */
  async function runPatiently(items: readonly Item[], attempt = 1): Promise<readonly Result[]> {
    try {
      return await run(items);
    } catch (error) {
      if (attempt === 5 || !isConflict(error)) throw error;
      return await runPatiently(items, attempt + 1);
    }
  }

  return {
    add: (item) => {
      const added = new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!working) void work();
      });
      // Groups are worked off in order, so with the latest all before it are done.
      const done = () => undefined;
      latest = added.then(done, done);
      return added;
    },
    idle: () => latest,
  };
}
