import { setImmediate as round } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createPace } from '../../core/inbox/pace.js';

it('lets the event loop go round after some ms of work, however much is ready at once', async () => {
  let time = 0;
  const pace = createPace(() => time);
  const done: number[] = [];
  const work = async (piece: number) => {
    await pace();
    time += 1;
    await Promise.resolve();
    done.push(piece);
  };
  const all = Promise.all(Array.from({ length: 10 }, (_, piece) => work(piece)));
  const after: number[] = [];
  while (done.length < 10) {
    await round();
    after.push(done.length);
  }
  await all;
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(after[0]).toBeLessThanOrEqual(4);
  expect(after.length).toBeGreaterThanOrEqual(3);
});
