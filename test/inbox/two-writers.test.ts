import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../core/store/store.js';
import { echoDialogue } from '../kit/echo.js';
import { createDatabases, from, promised, startBot, type TestDatabase, whyNot } from './desk.js';

const made = createDatabases();
const reason = whyNot('PostgreSQL');
afterAll(() => made.stop());

describe.skipIf(reason !== undefined)(`two processes on one PostgreSQL${reason ? `, skipped: ${reason}` : ''}`, () => {
  let database: TestDatabase;
  /** Who stands still for longer than its lease is taken for dead; nobody is, unless a test is about that. */
  const open = (leaseMs = 600_000) => database.open({ leaseMs });
  const textsOf = async (store: Store, person: string) => {
    const events = (await store.eventsFrom([{ id: person, seq: 1 }])).get(person) ?? [];
    return events.flatMap((event) => (event.event === 'user' ? [event.text] : []));
  };

  beforeEach(async () => {
    database = await made.create('PostgreSQL');
  });

  it('keep the order of 100 messages each in 10 conversations, lose none and double none', async () => {
    const stores = [await open(), await open()];
    const bots = await Promise.all(
      stores.map((store) => startBot(store, { limits: { queuedPerConversation: 1_000 } })),
    );
    const people = Array.from({ length: 10 }, (_, index) => `person ${index}`);
    await Promise.all(
      people.map(async (person) => {
        const settled: Promise<void>[] = [];
        for (let n = 0; n < 200; n += 1) {
          const receipt = await bots[n % 2]?.inbox.accept('test', from(person, `${n}`));
          if (receipt) settled.push(receipt.settled);
        }
        await Promise.all(settled);
      }),
    );
    const numbers = Array.from({ length: 200 }, (_, n) => `${n}`);
    const sent = bots.flatMap((bot) => bot.sent);
    for (const person of people) {
      expect(await textsOf(stores[0] as Store, person)).toEqual(numbers);
      const toPerson = sent.filter(({ recipient }) => recipient === person);
      expect(toPerson.sort((a, b) => Number(a.id) - Number(b.id)).map(({ message }) => message.text)).toEqual(numbers);
    }
    await Promise.all(bots.map((bot) => bot.inbox.stop()));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('deliver where the person is, though the other one works on the conversation', async () => {
    const [ours, theirs] = [await open(), await open()];
    const owner = await startBot(ours, { deliver: () => 'absent' });
    await owner.says('ann', 'first');
    const other = await startBot(theirs);
    await other.says('ann', 'second');
    expect(other.said('ann')).toEqual(['second']);
    await Promise.all([owner.inbox.stop(), other.inbox.stop()]);
    await Promise.all([ours.close(), theirs.close()]);
  });

  it('take over from one that died, once its lease has run out', async () => {
    const [ours, theirs] = [await open(600), await open()];
    const dead = await startBot(ours, { dialogue: echoDialogue(() => new Promise(() => {})) });
    await dead.inbox.accept('test', from('ann', 'one'));
    await ours.close();
    const heir = await startBot(theirs);
    await heir.says('ann', 'two');
    expect(await textsOf(theirs, 'ann')).toEqual(['one', 'two']);
    await heir.inbox.stop();
    await theirs.close();
  });

  it('let a turn be committed by one of them only', async () => {
    const [ours, theirs] = [await open(), await open()];
    const thinking = promised();
    const asleep = promised();
    const slow = await startBot(ours, {
      dialogue: echoDialogue(() => {
        asleep.keep();
        return thinking.promise;
      }),
    });
    const receipt = await slow.inbox.accept('test', from('ann', 'one'));
    await asleep.promise;
    await ours.dataSource.query('DELETE FROM writers WHERE id = $1', [ours.writer]);
    const quick = await startBot(theirs);
    await quick.says('ann', 'two');
    thinking.keep();
    await receipt.settled;
    expect(await textsOf(theirs, 'ann')).toEqual(['one', 'two']);
    expect([...slow.said('ann'), ...quick.said('ann')].sort()).toEqual(['one', 'two']);
    await Promise.all([slow.inbox.stop(), quick.inbox.stop()]);
    await Promise.all([ours.close(), theirs.close()]);
  });
});
