import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegram } from '../../channels/telegram/index.js';
import type { Store } from '../../core/store/store.js';
import { createDatabases, whyNot } from '../inbox/desk.js';
import { type FakeTelegram, startFakeTelegram } from '../kit/fake-telegram.js';
import { type MatrixBot, openMatrixBot } from '../kit/matrix/bot.js';
import { says } from './telegram-bench.js';

const made = createDatabases();
const reason = whyNot('PostgreSQL');
afterAll(() => made.stop());

describe.skipIf(reason !== undefined)(
  `two processes that poll for one bot, on one PostgreSQL${reason ? `, skipped: ${reason}` : ''}`,
  () => {
    let platform: FakeTelegram;
    let stores: Store[];
    let bots: MatrixBot[];
    let lives: NodeJS.Timeout[];

    beforeEach(async () => {
      platform = await startFakeTelegram();
      const database = await made.create('PostgreSQL');
      stores = [await database.open({ leaseMs: 5_000 }), await database.open({ leaseMs: 5_000 })];
      // The clock of these bots stands still, so that they don't renew their leases themselves.
      lives = stores.map((store) => setInterval(() => store.beat(), 500));
      const config = { access_token: platform.token, verify: 'ink_bot', api_root: platform.url, mode: 'polling' };
      bots = [];
      for (const store of stores) bots.push(await openMatrixBot(telegram, config, store));
    });
    afterEach(async () => {
      for (const life of lives) clearInterval(life);
      for (const bot of bots) await bot.close();
      for (const store of stores) await store.close();
      await platform.close();
    });

    const heard = () => bots.map((bot) => bot.heard.map(({ text }) => text));

    it('poll by one of them, and by the other when that one stops', async () => {
      await platform.queue(says('one'), says('two'));
      await platform.queue(says('three'));
      expect(heard()).toEqual([['one', 'two', 'three'], []]);

      await bots[0]?.close();
      await platform.queue(says('four'));
      expect(heard()).toEqual([['one', 'two', 'three'], ['four']]);
      expect(platform.conflicts()).toBe(0);
    });

    it('poll by the other one when the first is silent for longer than its lease', async () => {
      await platform.queue(says('one'));
      clearInterval(lives[0]);
      await stores[0]?.dataSource.query('UPDATE writers SET lease_until = now() WHERE id = $1', [stores[0].writer]);
      const tookOver = 'Another process took this over; this one was silent for too long.';
      await expect.poll(() => bots[0]?.log.map(({ message }) => message)).toContain(tookOver);
      await platform.queue(says('two'));
      expect(heard()).toEqual([['one'], ['two']]);
    });
  },
);
