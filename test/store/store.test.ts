import * as fs from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterAll, describe, expect, it } from 'vitest';
import { formatError } from '../../core/errors.js';
import { openStore } from '../../core/store/store.js';
import { syncedFiles } from '../../core/store/synced-files.js';
import { createDatabases, databases, recordingLog, whyNot } from '../inbox/desk.js';
import { temporaryFolder } from '../kit/database.js';

const made = createDatabases();
const log = recordingLog();
afterAll(() => made.stop());

for (const kind of databases) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== undefined)(`the store on ${kind}${reason ? `, skipped: ${reason}` : ''}`, () => {
    it('reads values as pg does', async () => {
      const store = await (await made.create(kind)).open();
      const sql = `SELECT 1::bigint AS big, 1.5::float8 AS float, '{"a":[1]}'::jsonb AS json, ARRAY['x','y'] AS list,
        '2030-01-01T00:00:00Z'::timestamptz AS time, NULL AS nothing, true AS yes, $1::text AS text`;
      expect(await store.dataSource.query(sql, ['ü'])).toEqual([
        {
          big: '1',
          float: 1.5,
          json: { a: [1] },
          list: ['x', 'y'],
          time: new Date('2030-01-01T00:00:00Z'),
          nothing: null,
          yes: true,
          text: 'ü',
        },
      ]);
      await store.close();
    });

    it('gives a transaction the session to itself', async () => {
      const store = await (await made.create(kind)).open();
      const { dataSource } = store;
      await dataSource.query('CREATE TABLE t (n integer)');
      const rolledBack = dataSource.transaction(async (manager) => {
        await manager.query('INSERT INTO t VALUES (1)');
        await manager.query('SELECT pg_sleep(0.01)');
        throw new Error('changed my mind');
      });
      await Promise.all([
        expect(rolledBack).rejects.toThrow('changed my mind'),
        dataSource.query('INSERT INTO t VALUES (2)'),
      ]);
      expect(await dataSource.query('SELECT n FROM t')).toEqual([{ n: 2 }]);
      await store.close();
    });

    it('answers on after a statement that failed', async () => {
      const store = await (await made.create(kind)).open();
      await expect(store.dataSource.query('SELECT 1/0')).rejects.toThrow('division by zero');
      await expect(store.dataSource.query('SELECT $1::integer', ['x'])).rejects.toThrow('invalid input syntax');
      expect(await store.dataSource.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
      await store.close();
    });
  });
}

describe('the tables of a pack', () => {
  it('are made and used like those of the core', async () => {
    const folder = await made.folder();
    const store = await openStore({
      folder,
      log,
      tables: [{ entities: [artistEntity], migrations: [CreateArtists1] }],
    });
    const artists = store.dataSource.getRepository(artistEntity);
    await artists.save({ name: 'Ozzy' });
    expect(await artists.find()).toEqual([{ id: 1, name: 'Ozzy' }]);
    await store.close();
  });
});

describe('an embedded database', () => {
  it('belongs to one process at a time, and says which', async () => {
    const folder = await made.folder();
    const store = await openStore({ folder, log });
    const second = openStore({ folder, log });
    await expect(second).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      message: expect.stringContaining(`Process ${process.pid}`),
    });
    await store.close();
    await (await openStore({ folder, log })).close();
  });

  it('is taken over from a process that was killed', async () => {
    const folder = await made.folder();
    writeFileSync(`${folder}/parley.lock`, JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
    const store = await openStore({ folder, log });
    expect(readFileSync(`${folder}/parley.lock`, 'utf8')).toContain(`"pid":${process.pid},`);
    await store.close();
  });

  it('stores what comes in before what waits for its session, but not all of the time', async () => {
    const store = await openStore({ folder: await made.folder(), log });
    const done: string[] = [];
    const note = (name: string) => () => void done.push(name);
    const take = (name: string) =>
      store.take([
        {
          channel: 'test',
          externalId: name,
          conversationId: 'ann',
          text: 'hi',
          metadata: null,
          recipient: 'ann',
          inputChannel: null,
          receivedAt: new Date(),
        },
      ]);
    await Promise.all([
      ...['under way', 'first', 'second'].map((name) => store.pendingOf([]).then(note(name))),
      ...['one', 'two'].map((name) => take(name).then(note(name))),
    ]);
    expect(done).toEqual(['under way', 'one', 'first', 'two', 'second']);
    await store.close();
  });

  it('has what it stored on the disk before it says so', async () => {
    const folder = `${await made.folder()}/data`;
    let syncs = 0;
    const fdatasyncSync = () => {
      syncs += 1;
    };
    const load = createRequire(import.meta.url);
    const { PGlite } = load('@electric-sql/pglite');
    const { NodeFS } = load('@electric-sql/pglite/nodefs');
    const counting = (name: string) => (name === 'node:fs' ? { ...fs, fdatasyncSync } : load(name));
    const thread = new Function('require', `${syncedFiles}; return { openSyncedFiles, syncedSettings };`)(counting);
    const startParams = [...PGlite.defaultStartParams, ...thread.syncedSettings];
    const database = await PGlite.create({ fs: thread.openSyncedFiles(NodeFS, folder), startParams });
    await database.exec('CREATE TABLE t (n integer)');
    const before = syncs;
    await database.exec('INSERT INTO t VALUES (1)');
    expect(syncs).toBe(before + 1);
    await database.exec('SELECT * FROM t');
    expect(syncs).toBe(before + 1);
    await database.close();
  });

  it('says that the first start takes its time', async () => {
    const { folder, remove } = temporaryFolder('progress');
    const said: string[] = [];
    await (await openStore({ folder, log, progress: (text) => said.push(text) })).close();
    await (await openStore({ folder, log, progress: (text) => said.push(text) })).close();
    expect(said).toEqual([expect.stringContaining('some seconds')]);
    remove();
  });

  it('says what is wrong with a folder that cannot be used', async () => {
    const { folder, remove } = temporaryFolder('file');
    writeFileSync(`${folder}/taken`, '');
    await expect(openStore({ folder: `${folder}/taken`, log })).rejects.toMatchObject({ code: 'STORE_FOLDER' });
    remove();
  });
});

describe('a PostgreSQL that is not there', () => {
  it('is reported with its address and without the password', async () => {
    const failure = await openStore({ url: 'postgres://bot:s3cret@localhost:1/parley', folder: '', log }).catch(
      formatError,
    );
    expect(failure).toContain('localhost:1/parley');
    expect(failure).toContain('STORE_UNREACHABLE');
    expect(failure).not.toContain('s3cret');
  });
});

const artistEntity = new EntitySchema<{ id: number; name: string }>({
  name: 'artist',
  tableName: 'artists',
  columns: { id: { type: 'integer', primary: true, generated: true }, name: { type: 'text' } },
});

class CreateArtists1 implements MigrationInterface {
  readonly name = 'CreateArtists1790000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE artists (id serial PRIMARY KEY, name text NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE artists');
  }
}
