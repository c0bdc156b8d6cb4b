import { openStore, type Store } from '../../core/store/store.js';
import { temporaryFolder } from './database.js';
import { listeningLog } from './log.js';
import { rows } from './matrix/all-rows.js';
import type { ChannelDriver } from './matrix/driver.js';
import { openStage } from './matrix/stage.js';

export type {
  AttachmentKind,
  ChannelDriver,
  Forgery,
  MatrixPlatform,
  Shown,
  Verdict,
} from './matrix/driver.js';
export type { MatrixRow } from './matrix/rows.js';

/** What the matrix needs of a test runner; vitest has it by these names. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  readonly it: {
    (name: string, body: () => Promise<void>): unknown;
    skip(name: string, body: () => Promise<void>): unknown;
  };
  beforeAll(body: () => Promise<void>): unknown;
  afterAll(body: () => Promise<void>): unknown;
}

/**
 * Declares one test for each row of the matrix that every channel has to pass. Rows that the platform has nothing for
 * are skipped, and the reason is in the name of the test.
 *
 * @example
 * import * as vitest from 'vitest';
 * describeChannel(mailboxDriver, vitest);
 */
export function describeChannel(driver: ChannelDriver, { describe, it, beforeAll, afterAll }: Runner): void {
  describe(`the channel ${driver.name}`, () => {
    const { folder, remove } = temporaryFolder('matrix');
    let store: Store;
    beforeAll(async () => {
      // No housekeeping while the clock of a test is turned.
      store = await openStore({ folder, log: listeningLog(), leaseMs: 86_400_000 * 30 });
    });
    afterAll(async () => {
      await store?.close();
      remove();
      // Runners leave skipped tests out of short reports.
      console.info(skipped(driver));
    });

    for (const row of rows) {
      const reason = driver.lacks[row.key];
      const test = async () => {
        const stage = await openStage(driver, store);
        try {
          await row.try(stage);
        } finally {
          await stage.close();
        }
      };
      if (reason === undefined) it(row.title, test);
      else it.skip(`${row.title} (skipped: ${reason})`, test);
    }
  });
}

/** The rows that are not tried, by their reasons. */
function skipped({ name, lacks }: ChannelDriver): string {
  const reasons = [...new Set(Object.values(lacks))];
  const rowsOf = (reason: string) => rows.filter(({ key }) => lacks[key] === reason).map(({ key }) => key);
  return [`${name}:`, ...reasons.map((reason) => `  skipped: ${rowsOf(reason).join(', ')}: ${reason}`)].join('\n');
}
