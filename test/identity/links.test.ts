import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyDatabase, createDatabases, databases, type TestDatabase, whyNot } from '../inbox/desk.js';
import { codeOf, type LinkedBot, startLinkedBot } from './desk.js';

const made = createDatabases();
afterAll(() => made.stop());

for (const kind of databases) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== undefined)(`linked chats on ${kind}${reason ? `, skipped: ${reason}` : ''}`, () => {
    let bot: LinkedBot;
    beforeEach(async () => {
      bot = await startLinkedBot(await (await made.create(kind)).open());
    });
    afterEach(() => bot.stop());

    /** Begins on the website, and links the phone. */
    async function linkedPair() {
      const [web, phone] = [bot.chat('web', 'w1'), bot.chat('phone', 'p1')];
      await web.says('/tell{"name": "Ann"}');
      const answers = await phone.says(`link ${await codeOf(web)}`);
      return { web, phone, answers };
    }

    it('are one conversation: what was told on the one is known on the other, and answers go where they were asked', async () => {
      const { web, phone, answers } = await linkedPair();
      expect(answers).toEqual(['Done: we go on here where you left off.']);
      expect(await phone.says('/ask')).toEqual(['Ann wants nothing']);
      await phone.says('/tell{"dish": "soup"}');
      expect(await web.says('/ask')).toEqual(['Ann wants soup']);
    });

    it('have one history, that from before the link too', async () => {
      const phone = bot.chat('phone', 'p1');
      await phone.says('/tell{"dish": "pie"}');
      await linkedPair();
      await phone.says('/ask');
      const texts = (await bot.identity.history('p1')).flatMap(({ event }) =>
        event.event === 'user' ? [event.text] : [],
      );
      expect(texts).toContain('/tell{"dish": "pie"}');
      expect(texts).toContain('/tell{"name": "Ann"}');
      expect(texts.at(-1)).toBe('/ask');
    });

    it('stand for themselves again when the link is undone, with nothing of the other', async () => {
      const { web, phone } = await linkedPair();
      expect(await phone.says('/unlink_chats')).toEqual(['Done: from now on this chat stands for itself again.']);
      expect(await phone.says('/ask')).toEqual(['nobody wants nothing']);
      expect(await web.says('/ask')).toEqual(['Ann wants nothing']);
      expect(await phone.says('/unlink_chats')).toEqual(['This chat is not linked with another one.']);
    });

    // What follows asks nothing of the database that the store's own tests do not.
    if (kind !== anyDatabase) return;

    it('tell the chat where the code was made that another one goes on with it', async () => {
      const { web, phone } = await linkedPair();
      await phone.says('/ask');
      expect(web.got).toContain('Your other chat goes on with this one.');
    });

    it('bring along what only the second one knew', async () => {
      const [web, phone] = [bot.chat('web', 'w1'), bot.chat('phone', 'p1')];
      await web.says('/tell{"name": "Ann"}');
      await phone.says('/tell{"name": "Bob", "dish": "pie"}');
      await phone.says(`link ${await codeOf(web)}`);
      await bot.inbox.perform('w1', async () => ({ events: [], messages: [] }));
      expect(await phone.says('/ask')).toEqual(['Ann wants pie']);
    });

    it('get what the bot says by itself where the person spoke last', async () => {
      const { web, phone } = await linkedPair();
      await phone.says('/ask');
      const before = web.got.length;
      await bot.inbox.perform('w1', async () => ({ events: [], messages: [{ text: 'Your table is free.' }] }));
      await expect.poll(() => phone.got.at(-1)).toBe('Your table is free.');
      expect(web.got.length).toBe(before);
    });

    it('are all let go by the chat where the conversation began', async () => {
      const { web, phone } = await linkedPair();
      await web.says('/unlink_chats');
      expect(await phone.says('/ask')).toEqual(['nobody wants nothing']);
    });

    it('may be more than two: a third follows, and what was linked to a second goes with it', async () => {
      const { web, phone } = await linkedPair();
      const other = bot.chat('web', 'w2');
      await other.says(`link ${await codeOf(phone)}`);
      expect(await other.says('/ask')).toEqual(['Ann wants nothing']);
      const first = bot.chat('web', 'w0');
      await first.says('/tell{"name": "Zoe"}');
      await web.says(`link ${await codeOf(first)}`);
      expect(await phone.says('/ask')).toEqual(['Zoe wants nothing']);
      expect(await other.says('/ask')).toEqual(['Zoe wants nothing']);
    });

    it('can be linked by a rule of the bot, under a name that is one person’s', async () => {
      const [web, phone] = [bot.chat('web', 'w1'), bot.chat('phone', 'p1')];
      await web.says('/tell{"name": "Ann"}');
      await phone.says('/ask');
      const [there, here] = [
        { channel: 'web', id: 'w1', group: false },
        { channel: 'phone', id: 'p1', group: false },
      ];
      expect((await bot.identity.link(there, 'phone:+16035550142')).kind).toBe('already');
      expect((await bot.identity.link(here, 'phone:+16035550142')).kind).toBe('linked');
      expect(await phone.says('/ask')).toEqual(['Ann wants nothing']);
    });
  });

  if (kind !== anyDatabase) continue;
  describe('a code', () => {
    let bot: LinkedBot;
    beforeEach(async () => {
      bot = await startLinkedBot(await (await made.create(kind)).open());
    });
    afterEach(() => bot.stop());

    it('is not looked for in a long message', async () => {
      const code = await codeOf(bot.chat('web', 'w1'));
      expect(await bot.chat('phone', 'p1').says(`link ${code}${' '.repeat(200)}.`)).not.toContainEqual(
        expect.stringContaining('Done'),
      );
    });

    it('is taken alone, in small letters and without its dash', async () => {
      const code = await codeOf(bot.chat('web', 'w1'));
      const phone = bot.chat('phone', 'p1');
      expect(await phone.says(code.toLowerCase().replace('-', ''))).toEqual([
        'Done: we go on here where you left off.',
      ]);
    });

    it('is good for one use', async () => {
      const code = await codeOf(bot.chat('web', 'w1'));
      await bot.chat('phone', 'p1').says(`link ${code}`);
      expect(await bot.chat('phone', 'p2').says(`link ${code}`)).toEqual([
        expect.stringContaining('has been used already'),
      ]);
    });

    it('is good for ten minutes', async () => {
      const code = await codeOf(bot.chat('web', 'w1'));
      bot.later(11);
      expect(await bot.chat('phone', 'p1').says(`link ${code}`)).toEqual([expect.stringContaining('has expired')]);
    });

    it('does nothing in the chat that it is from, and stays good', async () => {
      const web = bot.chat('web', 'w1');
      const code = await codeOf(web);
      expect(await web.says(`link ${code}`)).toEqual([expect.stringContaining('from this very conversation')]);
      expect(await bot.chat('phone', 'p1').says(`link ${code}`)).toEqual([expect.stringContaining('Done')]);
    });

    it('takes no chat away from the conversation that it is linked to', async () => {
      const phone = bot.chat('phone', 'p1');
      await phone.says(`link ${await codeOf(bot.chat('web', 'w1'))}`);
      expect(await phone.says(`link ${await codeOf(bot.chat('web', 'w2'))}`)).toEqual([
        expect.stringContaining('linked already'),
      ]);
    });

    it('cannot be guessed: five wrong ones, and ten minutes have to pass', async () => {
      const phone = bot.chat('phone', 'p1');
      for (let n = 0; n < 5; n += 1) {
        expect(await phone.says('link BBBB-BBBB')).toEqual([expect.stringContaining('do not know that code')]);
      }
      const code = await codeOf(bot.chat('web', 'w1'));
      expect(await phone.says(`link ${code}`)).toEqual([expect.stringContaining('too many wrong codes')]);
      expect(await bot.chat('phone', 'p2').says('link BBBB-BBBB')).toEqual([expect.stringContaining('do not know')]);
      bot.later(11);
      const fresh = await codeOf(bot.chat('web', 'w1'));
      expect(await phone.says(`link ${fresh}`)).toEqual([expect.stringContaining('Done')]);
    });

    it('is neither given to a group nor taken from one', async () => {
      const group = bot.chat('phone', 'g1', { group: true });
      expect(await group.says('/link_chats')).toEqual([expect.stringContaining('In a group I cannot')]);
      const code = await codeOf(bot.chat('web', 'w1'));
      expect(await group.says(`link ${code}`)).toEqual([expect.stringContaining('In a group I cannot')]);
    });

    it('is not kept in the table as it is', async () => {
      const code = await codeOf(bot.chat('web', 'w1'));
      const rows = await bot.store.dataSource.query('SELECT * FROM link_codes');
      expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
    });
  });
}

const whyNoServer = whyNot('PostgreSQL');
describe.skipIf(whyNoServer !== undefined)('two processes', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await made.create('PostgreSQL');
  });
  const start = async () => startLinkedBot(await database.open());

  it('both follow a link from the moment it is made', async () => {
    const [ours, theirs] = [await start(), await start()];
    await theirs.chat('phone', 'p1').says('/ask');
    await ours.chat('web', 'w1').says('/tell{"name": "Ann"}');
    const code = await codeOf(ours.chat('web', 'w1'));
    expect(await theirs.chat('phone', 'p1').says(`link ${code}`)).toEqual([expect.stringContaining('Done')]);
    await theirs.chat('phone', 'p1').says('/ask');
    expect(ours.chat('phone', 'p1').got).toEqual(['Ann wants nothing']);
    await Promise.all([ours.stop(), theirs.stop()]);
  });

  it('that are told the same code at once make one link', async () => {
    const [ours, theirs] = [await start(), await start()];
    const code = await codeOf(ours.chat('web', 'w1'));
    const answers = await Promise.all([
      ours.chat('phone', 'p1').says(`link ${code}`),
      theirs.chat('phone', 'p2').says(`link ${code}`),
    ]);
    expect(answers.flat().sort()).toEqual([
      expect.stringContaining('Done'),
      expect.stringContaining('has been used already'),
    ]);
    await Promise.all([ours.stop(), theirs.stop()]);
  });

  it('in which two people enter each other’s codes at once make no circle', async () => {
    const [ours, theirs] = [await start(), await start()];
    const [first, second] = [await codeOf(ours.chat('web', 'a')), await codeOf(theirs.chat('phone', 'b'))];
    await Promise.all([ours.chat('web', 'a').says(`link ${second}`), theirs.chat('phone', 'b').says(`link ${first}`)]);
    const links = await ours.store.dataSource.query('SELECT * FROM links');
    expect(links).toHaveLength(1);
    await Promise.all([ours.stop(), theirs.stop()]);
  });
});
