import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sources } from './sources.js';

/** What each room may import beside itself; the top level (the composition root) and the tests may import anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  models: ['core'],
  actions: ['core'],
  channels: ['core', 'models', 'actions'],
  plugins: ['core', 'models', 'actions'],
  domains: ['core', 'models', 'actions', 'channels', 'plugins', 'test/kit'],
};

/** Folders that others of their room may import: what several channels speak alike, in text and in sound. */
const shared = ['activity', 'voice/audio', 'voice/speech', 'voice/spoken', 'voice/turns'].map(
  (folder) => `channels/${folder}/`,
);

/** Files that are a door into the core from outside; `index.ts` is the only one. */
const doors = ['core/index.ts'];

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const show = ({ from, to }: Import): string => `${from} imports ${to}`;
const all = sources();
const imports = all.flatMap(importsOf);
const fromRooms = imports.filter(({ from }) => roomOf(from) in allowed);

describe('the house', () => {
  it('is found by this test', () => {
    expect(imports.map(({ to }) => to)).toContain('core/index.ts');
    expect(new Set(all.map(({ path }) => roomOf(path)))).toContain('core');
  });

  it('has imports that go one way: core, models and actions, channels and plugins, domains', () => {
    const wrong = fromRooms.filter(({ from, to }) => {
      const room = roomOf(from);
      if (roomOf(to) === room) return false;
      return !allowed[room]?.some((other) => to.startsWith(`${other}/`));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('enters the core through its index', () => {
    const wrong = fromRooms.filter(
      ({ from, to }) => roomOf(from) !== 'core' && roomOf(to) === 'core' && !doors.includes(to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('keeps the channels, the plugins and the packs apart from each other', () => {
    const folder = (path: string): string => path.split('/').slice(0, 2).join('/');
    const wrong = fromRooms.filter(
      ({ from, to }) =>
        ['channels', 'plugins', 'domains'].includes(roomOf(from)) &&
        roomOf(from) === roomOf(to) &&
        folder(from) !== folder(to) &&
        !shared.some((one) => to.startsWith(one)),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('has no file of more than 400 lines', () => {
    const long = all.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });
});

describe('the scanner of imports', () => {
  it.each([
    ["import { a } from '../core/index.js';", 'core/index.ts'],
    ["import {\n  a,\n  type B,\n} from '../core/errors.js';", 'core/errors.ts'],
    ["export * from './kit/index.js';", 'test/kit/index.ts'],
    ["import '../core/x.js';", 'core/x.ts'],
    ["const a = await import('../core/x.js');", 'core/x.ts'],
    ["import type { A } from 'parley';", 'core/index.ts'],
    ["import { rest } from 'parley/channels/rest';", 'channels/rest/index.ts'],
  ])('reads %s', (text, to) => {
    expect(importsOf({ path: 'test/x.ts', text })).toEqual([{ from: 'test/x.ts', to }]);
  });

  it('takes packages from elsewhere as no part of the house', () => {
    expect(importsOf({ path: 'test/x.ts', text: "import { z } from 'zod';" })).toEqual([]);
  });
});
