import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permanent, retryAfter } from '../../core/channel.js';
import type { Store } from '../../core/store/store.js';
import { echoDialogue } from '../kit/echo.js';
import {
  anyDatabase,
  createDatabases,
  databases,
  from,
  handClock,
  promised,
  startBot,
  type TestDatabase,
  whyNot,
} from './desk.js';

const made = createDatabases();
afterAll(() => made.stop());

for (const kind of databases) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== undefined)(`the inbox on ${kind}${reason ? `, skipped: ${reason}` : ''}`, () => {
    let database: TestDatabase;
    let store: Store;

    beforeEach(async () => {
      database = await made.create(kind);
      store = await database.open({ leaseMs: 1_000 });
    });
    afterEach(() => store.close());

    it('answers 100 messages pasted at once in the order of their arrival', async () => {
      const bot = await startBot(store);
      const texts = Array.from({ length: 100 }, (_, index) => `message ${index}`);
      await Promise.all(texts.map((text) => bot.says('ann', text)));
      expect(bot.said('ann')).toEqual(texts);
      await bot.inbox.stop();
    });

    it('takes a message that is delivered five times as one', async () => {
      const bot = await startBot(store);
      const receipts = await Promise.all(
        Array.from({ length: 5 }, () => bot.inbox.accept('test', from('ann', 'hi', 'x'))),
      );
      await Promise.all(receipts.map(({ settled }) => settled));
      expect(receipts.map(({ duplicate }) => duplicate)).toEqual([false, true, true, true, true]);
      expect(new Set(receipts.map(({ inboxId }) => inboxId)).size).toBe(1);
      expect(bot.said('ann')).toEqual(['hi']);
      await bot.inbox.stop();
    });

    it('knows a message again after a restart', async () => {
      const before = await startBot(store);
      await before.says('ann', 'hi', 'x');
      await before.inbox.stop();
      await store.close();
      store = await database.open();
      const after = await startBot(store);
      const receipt = await after.inbox.accept('test', from('ann', 'hi', 'x'));
      await receipt.settled;
      expect(receipt.duplicate).toBe(true);
      expect(after.sent).toEqual([]);
      await after.inbox.stop();
    });

    it('answers after a restart what a process that died in mid-turn had taken in', async () => {
      const never = promised();
      const dead = await startBot(store, { dialogue: echoDialogue(() => never.promise) });
      await dead.inbox.accept('test', from('ann', 'one'));
      await dead.inbox.accept('test', from('ann', 'two'));
      await store.close();
      store = await database.open({ leaseMs: 1_000 });
      const heir = promised();
      const texts: string[] = [];
      const bot = await startBot(store, {
        deliver: ({ message }) => {
          texts.push(message.text ?? '');
          if (texts.length === 2) heir.keep();
          return 'delivered';
        },
      });
      await heir.promise;
      await bot.says('ann', 'three');
      expect(bot.said('ann')).toEqual(['one', 'two', 'three']);
      await bot.inbox.stop();
    });

    it('keeps what it is sending, though it stood still for longer than its lease', async () => {
      await store.close();
      store = await database.open({ leaseMs: 0 });
      const [sending, sent] = [promised(), promised<'delivered'>()];
      const bot = await startBot(store, {
        deliver: () => {
          sending.keep();
          return sent.promise;
        },
      });
      const { settled } = await bot.inbox.accept('test', from('ann', 'hi'));
      await sending.promise;
      expect(await store.adoptLetters(10)).toEqual([]);
      sent.keep('delivered');
      await settled;
      expect(bot.said('ann')).toEqual(['hi']);
      await bot.inbox.stop();
    });

    it('sends after a restart what was said but not sent', async () => {
      const sending = promised();
      const before = await startBot(store, {
        deliver: async () => {
          sending.keep();
          return await new Promise(() => {});
        },
      });
      await before.inbox.accept('test', from('ann', 'hi'));
      await sending.promise;
      await store.close();
      store = await database.open({ leaseMs: 1_000 });
      const again = promised();
      const after = await startBot(store, {
        deliver: () => {
          again.keep();
          return 'delivered';
        },
      });
      await again.promise;
      await after.inbox.stop();
      expect(after.said('ann')).toEqual(['hi']);
    });

    it('stores the turns of others when one of them cannot be stored', async () => {
      const bot = await startBot(store, { limits: { turnAttempts: 1 } });
      await bot.says('eve', 'hello');
      await store.dataSource.query(
        `INSERT INTO events (conversation_id, seq, type_name, timestamp, data) VALUES ('eve', 5, 'user', 0, '{}')`,
      );
      await Promise.all(['ann', 'eve', 'bob'].map((person) => bot.says(person, 'hi')));
      expect(bot.said('ann')).toEqual(['hi']);
      expect(bot.said('bob')).toEqual(['hi']);
      expect(bot.said('eve')).toEqual(['hello', expect.stringMatching(/^Sorry/)]);
      await bot.inbox.stop();
    });

    it('answers text with NUL, emoji and half a surrogate pair', async () => {
      const bot = await startBot(store);
      await bot.says('ann', 'a\0b 😀 \ud800 \\u0000');
      expect(bot.said('ann')).toEqual(['a\uFFFDb 😀 \uFFFD \\u0000']);
      await bot.inbox.stop();
    });

    it('does not acknowledge what the database did not store', async () => {
      const bot = await startBot(store);
      await store.dataSource.query('ALTER TABLE inbox RENAME TO elsewhere');
      await expect(bot.inbox.accept('test', from('ann', 'hi'))).rejects.toMatchObject({ code: 'STORE_WRITE' });
      await store.dataSource.query('ALTER TABLE elsewhere RENAME TO inbox');
      await bot.says('ann', 'hi again');
      expect(bot.said('ann')).toEqual(['hi again']);
      await bot.inbox.stop();
    });

    it('forgets a conversation that is erased, and begins a new one', async () => {
      const bot = await startBot(store);
      await bot.says('ann', 'a secret');
      await bot.inbox.erase('ann');
      for (const table of ['events', 'inbox', 'outbox', 'conversations']) {
        expect(await store.dataSource.query(`SELECT count(*) FROM ${table}`)).toEqual([{ count: '0' }]);
      }
      await bot.says('ann', 'hello');
      expect((await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann')).toHaveLength(4);
      await bot.inbox.stop();
    });

    // What follows asks nothing of the database that the store's own tests do not.
    if (kind !== anyDatabase) return;

    it('answers others, and acknowledges at once, while a turn takes its time', async () => {
      const slow = promised();
      const bot = await startBot(store, {
        dialogue: echoDialogue((text) => (text === 'slow' ? slow.promise : undefined)),
      });
      const receipt = await bot.inbox.accept('test', from('ann', 'slow'));
      await bot.says('bob', 'quick');
      expect(bot.sent.map(({ message }) => message.text)).toEqual(['quick']);
      slow.keep();
      await receipt.settled;
      expect(bot.said('ann')).toEqual(['slow']);
      await bot.inbox.stop();
    });

    it('gives up a message whose turn fails every time, says sorry, and goes on', async () => {
      const bot = await startBot(store, {
        limits: { turnAttempts: 2 },
        dialogue: echoDialogue((text) => {
          if (text === 'poison') throw new Error('I choke on this');
        }),
      });
      await Promise.all(['before', 'poison', 'after'].map((text) => bot.says('ann', text)));
      expect(bot.said('ann')).toEqual(['before', expect.stringMatching(/^Sorry/), 'after']);
      expect(await store.dataSource.query(`SELECT attempts, error FROM inbox WHERE status = 'failed'`)).toEqual([
        { attempts: 2, error: 'I choke on this' },
      ]);
      await bot.inbox.stop();
    });

    it('tries to send again after growing pauses, and keeps the order meanwhile', async () => {
      const clock = handClock();
      let down = true;
      const bot = await startBot(store, {
        clock,
        deliver: () => {
          if (down) throw new Error('the platform is down');
          return 'delivered';
        },
      });
      const paused = clock.waiting();
      await Promise.all([bot.says('ann', 'one'), bot.says('ann', 'two')]);
      await paused;
      expect(bot.sent).toEqual([]);
      down = false;
      await clock.turn(1_000);
      await bot.says('ann', 'three');
      expect(bot.said('ann')).toEqual(['one', 'two', 'three']);
      await bot.inbox.stop();
    });

    it('waits as long as the platform asks, and keeps the order meanwhile', async () => {
      const clock = handClock();
      let busy = true;
      const bot = await startBot(store, {
        clock,
        deliver: () => {
          if (busy) throw retryAfter(new Error('too many messages'), 7_000);
          return 'delivered';
        },
      });
      const paused = clock.waiting();
      await Promise.all([bot.says('ann', 'one'), bot.says('ann', 'two')]);
      await paused;
      busy = false;
      await clock.turn(6_999);
      await bot.says('ann', 'three');
      expect(bot.sent).toEqual([]);
      await clock.turn(1);
      await bot.says('ann', 'four');
      expect(bot.said('ann')).toEqual(['one', 'two', 'three', 'four']);
      await bot.inbox.stop();
    });

    it('puts a message aside at once when trying again changes nothing, and sends the next', async () => {
      const bot = await startBot(store, {
        deliver: ({ message }) => {
          if (message.text === 'cursed') throw permanent(new Error('no such number'));
          return 'delivered';
        },
      });
      await Promise.all([bot.says('ann', 'cursed'), bot.says('ann', 'fine')]);
      await bot.inbox.stop();
      expect(bot.said('ann')).toEqual(['fine']);
      expect(await store.dataSource.query(`SELECT status, attempts FROM outbox ORDER BY id`)).toEqual([
        { status: 'dead', attempts: 1 },
        { status: 'delivered', attempts: 1 },
      ]);
    });

    it('puts a message aside after too many attempts, and sends the next', async () => {
      const bot = await startBot(store, {
        limits: { sendAttempts: 1 },
        deliver: ({ message }) => {
          if (message.text === 'cursed') throw new Error('no');
          return 'delivered';
        },
      });
      await Promise.all([bot.says('ann', 'cursed'), bot.says('ann', 'fine')]);
      await bot.inbox.stop();
      expect(bot.said('ann')).toEqual(['fine']);
      expect(bot.log.lines.join()).toContain('given up after 1 attempts');
      expect(await store.dataSource.query(`SELECT status, last_error FROM outbox ORDER BY id`)).toEqual([
        { status: 'dead', last_error: 'no' },
        { status: 'delivered', last_error: null },
      ]);
    });

    it('keeps what nobody is there to take until they come back', async () => {
      let here = false;
      const bot = await startBot(store, { deliver: () => (here ? 'delivered' : 'absent') });
      await bot.says('ann', 'one');
      await bot.says('ann', 'two');
      expect(bot.sent).toEqual([]);
      here = true;
      await bot.inbox.flush('test', 'ann');
      await bot.inbox.flush('test', 'ann');
      expect(bot.said('ann')).toEqual(['one', 'two']);
      await bot.inbox.stop();
    });

    it('refuses 1 MB of text and stores nothing of it', async () => {
      const bot = await startBot(store);
      const huge = bot.inbox.accept('test', from('ann', 'x'.repeat(2 ** 20)));
      await expect(huge).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG', status: 413 });
      expect(await store.dataSource.query('SELECT count(*) FROM inbox')).toEqual([{ count: '0' }]);
      await bot.inbox.stop();
    });

    it('refuses what is too much for one conversation, and takes more when it is answered', async () => {
      const slow = promised();
      const bot = await startBot(store, {
        limits: { queuedPerConversation: 2 },
        dialogue: echoDialogue(() => slow.promise),
      });
      const first = await bot.inbox.accept('test', from('ann', 'one'));
      const second = await bot.inbox.accept('test', from('ann', 'two'));
      await expect(bot.inbox.accept('test', from('ann', 'three'))).rejects.toMatchObject({ status: 429 });
      slow.keep();
      await Promise.all([first.settled, second.settled]);
      await bot.says('ann', 'four');
      expect(bot.said('ann')).toEqual(['one', 'two', 'four']);
      await bot.inbox.stop();
    });

    it('does something between the turns, and sends it where the conversation took place', async () => {
      const bot = await startBot(store);
      await bot.says('ann', 'hi');
      const result = await bot.inbox.perform('ann', async (tracker) => {
        expect(tracker.events).toHaveLength(4);
        return { events: [{ event: 'pause' }], messages: [{ text: 'a reminder' }] };
      });
      expect(result.events).toEqual([{ event: 'pause' }]);
      await bot.inbox.stop();
      expect(bot.said('ann')).toEqual(['hi', 'a reminder']);
      expect((await store.eventsFrom([{ id: 'ann', seq: 1 }])).get('ann')).toHaveLength(5);
    });

    it('takes nothing more once it stops, and stops within its time', async () => {
      const bot = await startBot(store, { dialogue: echoDialogue(() => new Promise(() => {})) });
      await bot.inbox.accept('test', from('ann', 'hi'));
      await bot.inbox.stop(10);
      await expect(bot.inbox.accept('test', from('ann', 'hi'))).rejects.toMatchObject({ code: 'INBOX_STOPPED' });
      expect(await store.pendingOf(['ann'])).toHaveLength(1);
    });
  });
}
