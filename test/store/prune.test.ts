import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../core/store/store.js';
import { createDatabases, recordingLog, startBot } from '../inbox/desk.js';

const made = createDatabases();
afterAll(() => made.stop());

/** What is left of one old and one new message after a look around. */
async function leftWith(keepDays: number) {
  const folder = made.folder();
  const first = await openStore({ folder, log: recordingLog() });
  const bot = await startBot(first);
  await bot.says('ann', 'old');
  await bot.inbox.stop();
  await first.close();
  const store = await openStore({ folder, log: recordingLog(), keepDays });
  await store.dataSource.query(`UPDATE inbox SET received_at = received_at - interval '31 days'`);
  await store.dataSource.query(`UPDATE outbox SET created_at = created_at - interval '31 days'`);
  await store.take([
    {
      channel: 'test',
      externalId: 'new',
      conversationId: 'ann',
      text: 'new',
      metadata: null,
      recipient: 'ann',
      inputChannel: null,
      receivedAt: new Date(),
    },
  ]);
  await store.care();
  const count = async (table: string) =>
    Number((await store.dataSource.query(`SELECT count(*) AS n FROM ${table}`))[0].n);
  const left = { inbox: await count('inbox'), outbox: await count('outbox'), hasEvents: (await count('events')) > 0 };
  await store.close();
  return left;
}

it('finished messages go after the days that they are kept; what waits and the events stay', async () => {
  expect(await leftWith(30)).toEqual({ inbox: 1, outbox: 0, hasEvents: true });
});

it('0 days keep everything', async () => {
  expect(await leftWith(0)).toEqual({ inbox: 2, outbox: 1, hasEvents: true });
});
