import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErasure, type Erasure } from '../../core/identity/erasure.js';
import { createHolders, type Holders } from '../../core/identity/holders.js';
import { anyDatabase, createDatabases, databases, whyNot } from '../inbox/desk.js';
import { codeOf, type LinkedBot, startLinkedBot } from './desk.js';

const made = createDatabases();
afterAll(() => made.stop());

for (const kind of databases) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== undefined)(`erasing a person on ${kind}${reason ? `, skipped: ${reason}` : ''}`, () => {
    let bot: LinkedBot;
    let holders: Holders;
    let erasure: Erasure;
    beforeEach(async () => {
      bot = await startLinkedBot(await (await made.create(kind)).open());
      holders = createHolders();
      const { manager } = bot.store.dataSource;
      erasure = createErasure({ manager, holders, eraseConversation: bot.inbox.erase });
      const [web, phone] = [bot.chat('web', 'w1'), bot.chat('phone', 'p1')];
      await phone.says('/tell{"dish": "pie"}');
      await web.says('/tell{"name": "Ann"}');
      await phone.says(`link ${await codeOf(web)}`);
      await phone.says('/ask');
      await bot.chat('web', 'other').says('/tell{"name": "Bob"}');
    });
    afterEach(() => bot.stop());

    /** Where a text is found in the database. */
    async function tablesWith(text: string): Promise<string[]> {
      const tables = ['conversations', 'events', 'inbox', 'outbox', 'links', 'link_codes', 'link_tries', 'people'];
      const found: string[] = [];
      for (const table of tables) {
        const rows = await bot.store.dataSource.query(`SELECT FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [
          text,
        ]);
        if (rows.length > 0) found.push(table);
      }
      return found;
    }

    it('leaves nothing of any of their chats, whichever of them is named, and nobody else loses anything', async () => {
      await erasure.erase({ conversation: 'p1' });
      expect(await tablesWith('w1')).toEqual([]);
      expect(await tablesWith('p1')).toEqual([]);
      expect(await tablesWith('Ann')).toEqual([]);
      expect(await tablesWith('Bob')).toContain('events');
    });

    // What follows asks nothing of the database that the store's own tests do not.
    if (kind !== anyDatabase) return;

    it('says what is held, and erases nothing by that', async () => {
      const found = await erasure.find({ channel: 'phone', id: 'p1' });
      expect(found.conversationIds).toEqual(expect.arrayContaining(['w1', 'p1']));
      expect(found.addresses).toEqual([
        { channel: 'phone', id: 'p1' },
        { channel: 'web', id: 'w1' },
      ]);
      expect(found.held.map(({ what }) => what)).toContain('events');
      expect(found.stays.join('\n')).toContain('behind "phone" keeps of p1');
      expect(await tablesWith('Ann')).toContain('events');
    });

    it('knows a person by the name of a rule', async () => {
      await bot.identity.link({ channel: 'web', id: 'w1', group: false }, 'phone:+16035550142');
      await erasure.erase({ person: 'phone:+16035550142' });
      expect(await tablesWith('w1')).toEqual([]);
      expect(await tablesWith('16035550142')).toEqual([]);
    });

    it('begins anew when they write again', async () => {
      await erasure.erase({ conversation: 'w1' });
      expect(await bot.chat('phone', 'p1').says('/ask')).toEqual(['nobody wants nothing']);
    });

    it('reaches what plugins hold', async () => {
      const photos = new Set(['w1', 'other']);
      holders.holds({
        name: 'photos',
        count: async ({ conversationIds }) => conversationIds.filter((id) => photos.has(id)).length,
        erase: async ({ conversationIds }) => {
          for (const id of conversationIds) photos.delete(id);
        },
      });
      const { held } = await erasure.erase({ conversation: 'p1' });
      expect(held).toContainEqual({ what: 'photos', count: 1 });
      expect([...photos]).toEqual(['other']);
    });

    it('finds nothing of somebody unknown', async () => {
      expect((await erasure.find({ channel: 'phone', id: 'nobody' })).held).toEqual([]);
      expect((await erasure.find({ conversation: 'nobody' })).held).toEqual([]);
    });
  });
}
