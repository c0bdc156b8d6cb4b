import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rasaStoreOf } from '../../../core/store/rasa/settings.js';
import { temporaryFolder } from '../../kit/database.js';

const place = temporaryFolder('endpoints');
afterAll(place.remove);

/** What a `tracker_store`, written as the lines below it, is read as. */
function read(lines: string, environment: Record<string, string> = {}) {
  const endpoints = join(place.folder, 'endpoints.yml');
  writeFileSync(endpoints, `tracker_store:\n${lines.replace(/^/gm, '  ')}\n`);
  return rasaStoreOf({ endpoints, folder: place.folder }, environment);
}

describe('the tracker store of an endpoints file', () => {
  it('is read as the documentation of Rasa writes it', async () => {
    const lines = `type: SQL\ndialect: "postgresql"\nurl: ""\ndb: "rasa"\nusername: me\npassword: p@ss\nlogin_db: postgres`;
    expect(await read(lines)).toEqual({
      dialect: 'postgresql',
      url: 'postgres://me:p%40ss@localhost:5432/rasa',
      address: 'localhost:5432/rasa',
      database: 'rasa',
      loginUrl: 'postgres://me:p%40ss@localhost:5432/postgres',
      schema: undefined,
      isWritable: true,
    });
  });

  it.each([
    ['url: db.example', 'db.example:5432/rasa.db'],
    ['url: db.example\nport: 6543\ndb: bot', 'db.example:6543/bot'],
    ['url: "db.example:6543"\nport: 1\ndb: bot', 'db.example:6543/bot'],
    ['url: "postgresql+psycopg2://me:you@db.example:7000/all"', 'db.example:7000/all'],
    [`url: \${HOST}\ndb: \${DB}`, 'elsewhere:5432/named'],
  ])('finds the server of `%s`', async (lines, address) => {
    const store = await read(`type: sql\ndialect: postgresql\n${lines}`, { HOST: 'elsewhere', DB: 'named' });
    expect(store).toMatchObject({ address });
  });

  it('has the query in the address, and `sslmode` as libpq has it', async () => {
    const store = await read('type: SQL\ndialect: postgresql\nquery: { sslmode: require, connect_timeout: 5 }');
    expect(store).toMatchObject({
      url: expect.stringMatching(/\?sslmode=require&connect_timeout=5&uselibpqcompat=true$/),
    });
  });

  it('has the schema that the environment names', async () => {
    const store = await read('type: SQL\ndialect: postgresql', { POSTGRESQL_SCHEMA: 'bot' });
    expect(store).toMatchObject({ schema: 'bot' });
  });

  it('is only read where `write_back` says so', async () => {
    expect(await read('type: SQL\ndialect: postgresql\nwrite_back: false')).toMatchObject({ isWritable: false });
  });

  it('is a file beside the bot without a dialect', async () => {
    const path = join(place.folder, 'rasa.db');
    expect(await read('type: SQL')).toEqual({ dialect: 'sqlite', path });
    expect(await read('type: SQL\nurl: "sqlite:///rasa.db"')).toEqual({ dialect: 'sqlite', path });
    expect(await read('type: SQL\nurl: "sqlite:////var/lib/rasa.db"')).toMatchObject({ path: '/var/lib/rasa.db' });
  });

  it('may be the class by its name', async () => {
    expect(await read('type: rasa.core.tracker_store.SQLTrackerStore')).toMatchObject({ dialect: 'sqlite' });
  });

  it('is none where another kind is named', async () => {
    expect(await read('type: redis\nurl: localhost')).toBeUndefined();
  });

  it.each([
    ['dialect: mysql', /`dialect` is "mysql"; "postgresql" and "sqlite" are read/],
    ['dialect: postgresql\nport: many', /`port`/],
    ['dialect: postgresql\nurl: "postgresql://[half"', /`url`/],
  ])('is refused with its line: %s', async (lines, message) => {
    await expect(read(`type: SQL\n${lines}`)).rejects.toMatchObject({
      code: 'RASA_STORE_INVALID',
      message: expect.stringMatching(message),
      place: expect.objectContaining({ line: 2 + lines.split('\n').length }),
    });
  });
});
