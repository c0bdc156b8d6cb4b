import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../core/store/database.js';
import { tattooStudio } from '../../../domains/tattoo-studio/pack.js';
import { booksHolder } from '../../../domains/tattoo-studio/studio/erase.js';
import { openStudio } from '../../../domains/tattoo-studio/studio/service.js';
import { recordingLog } from '../../inbox/desk.js';
import { temporaryFolder } from '../../kit/database.js';
import { tuesdayAtTen as now } from './team.js';

const { folder, remove } = temporaryFolder('studio');
let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  const tables = tattooStudio.tables ? [tattooStudio.tables] : [];
  database = await openDatabase({ folder, tables, log: recordingLog() });
});
afterAll(async () => {
  await database.close();
  remove();
});

describe('erasing a client of the studio', () => {
  it('takes their appointments and their name out of the books, and the hour is free again', async () => {
    const studio = openStudio(database.dataSource);
    const artists = (await studio.artists()).slice(0, 1);
    const client = { name: 'Ann', email: 'ann@example.com' };
    const wish = { kind: 'tattoo', artists, day: '2026-10-15', start: 12 * 60, duration: 60, client } as const;
    const book = (conversationId: string) => studio.book({ ...wish, conversationId }, now);
    expect((await book('w1')).kind).toBe('booked');
    expect((await book('w2')).kind).toBe('taken');

    const holder = booksHolder(database.dataSource);
    const person = { conversationIds: ['w1'], addresses: [] };
    expect(await holder.count(person)).toBe(1);
    await holder.erase(person);
    expect(await holder.count(person)).toBe(0);
    expect(await database.dataSource.query('SELECT * FROM tattoo_clients')).toEqual([]);
    expect((await book('w2')).kind).toBe('booked');
  });
});
