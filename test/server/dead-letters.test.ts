import { afterAll, expect, it } from 'vitest';
import { permanent } from '../../core/channel.js';
import { deadLetterRoutes } from '../../core/server/dead-letters.js';
import { createServer } from '../../core/server/server.js';
import { createDatabases, recordingLog, startBot } from '../inbox/desk.js';

const made = createDatabases();
afterAll(() => made.stop());

it('messages that were given up are listed with the reason, and sent when they are tried again', async () => {
  const store = await (await made.create('PGlite')).open({ leaseMs: 600 });
  let isBlocked = true;
  const bot = await startBot(store, {
    deliver() {
      if (isBlocked) throw permanent(new Error('the person has blocked the bot'));
      return 'delivered';
    },
  });
  const status = () => ({ modelFile: '', modelId: '', activeTrainingJobs: 0 });
  const server = createServer({
    port: 0,
    host: '127.0.0.1',
    version: '1.2.3',
    log: recordingLog(),
    status,
    authToken: 'a token of this test',
  });
  server.mount('/outbox/dead', deadLetterRoutes(store.dataSource.manager, server.requireToken));
  const { url } = await server.listen();
  const token = 'token=a%20token%20of%20this%20test';
  await bot.says('ann', 'hello');

  const list = async () => (await fetch(`${url}/outbox/dead?${token}`)).json();
  await expect
    .poll(list)
    .toMatchObject([
      { channel: 'test', recipient: 'ann', message: { text: 'hello' }, last_error: 'the person has blocked the bot' },
    ]);
  expect((await fetch(`${url}/outbox/dead`)).status).toBe(401);
  expect((await fetch(`${url}/outbox/dead/retry?${token}`, { method: 'POST' })).status).toBe(400);

  isBlocked = false;
  const retry = await fetch(`${url}/outbox/dead/retry?channel=test&${token}`, { method: 'POST' });
  expect(await retry.json()).toEqual({ retried: 1 });
  await expect.poll(() => bot.said('ann')).toEqual(['hello']);
  expect(await list()).toEqual([]);
  await server.close();
  await bot.inbox.stop();
  await store.close();
});
