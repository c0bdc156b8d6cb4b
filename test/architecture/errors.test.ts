import { expect, it } from 'vitest';
import { sources } from './sources.js';

it('no two parts use one error code', () => {
  const places = new Map<string, string[]>();
  for (const { path, text } of sources().filter((source) =>
    /^core\/.*texts\.ts$|^(actions|channels|models|plugins)\/.*errors\.ts$/.test(source.path),
  )) {
    for (const [, code = ''] of text.matchAll(/^ {2}([A-Z]+(?:_[A-Z]+)+):/gm)) {
      places.set(code, [...(places.get(code) ?? []), path]);
    }
  }
  expect(places.size).toBeGreaterThan(50);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
