import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Spread, spreadOf } from '../spread.js';

/** About what a webhook brings. */
const bytes = Buffer.alloc(1_000, 'a');
const pauseMs = 50;

/**
 * What the disk gives, measured while something else is: every 50 ms some bytes are appended to a file, and are on the disk
 * before the time is taken. Nothing that is not lost in a power failure can be acknowledged sooner.
 *
 * @param folder on the disk of the database
 */
export function appendDurably(folder: string): { stop(): Promise<Spread> } {
  const times: number[] = [];
  let isOver = false;
  const appending = (async () => {
    const file = await open(join(folder, 'appended'), 'a');
    while (!isOver) {
      const begun = performance.now();
      await file.appendFile(bytes);
      await file.datasync();
      times.push(performance.now() - begun);
      await wait(pauseMs);
    }
    await file.close();
  })();
  return {
    async stop() {
      isOver = true;
      await appending;
      return spreadOf(times);
    },
  };
}
