import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../core/index.js';

const found = (pattern: string, text: string, flags = 'g'): string[] =>
  [...text.matchAll(compilePattern(pattern, flags))].map(([match]) => match);

describe("a regular expression in Python's words", () => {
  it.each([
    ['(?i)tat-\\d+', 'TAT-12 tat-3', ['TAT-12', 'tat-3']],
    ['(?P<sign>[ab])(?P=sign)', 'aa ab bb', ['aa', 'bb']],
    ['\\Aa|b\\Z', 'ab ab', ['a', 'b']],
    ['a(?# as in Anna){,2}b', 'b ab aab', ['b', 'ab', 'aab']],
    ['\\d{2}\\@\\-\\"', '12@-"', ['12@-"']],
    ['[\\w.-]+@[\\w-.]+', 'to me.you@a-b.example!', ['me.you@a-b.example']],
    ['[]x]+', 'ax]]', ['x]]']],
    ['{x}', '{x}', ['{x}']],
    ['\\bñandú\\b', 'un ñandú, ñandús', ['ñandú']],
    ['\\w+', 'größe हिन्दी', ['größe', 'हिन्दी']],
    ['\\d+', '٤٢ 42', ['٤٢', '42']],
    ['[^\\W_]+', 'a_b', ['a', 'b']],
    ['\\U0001F44D', 'ok 👍', ['👍']],
    ['.', '👍', ['👍']],
  ])('%s finds in %j %j', (pattern, text, matches) => {
    expect(found(pattern, text)).toEqual(matches);
  });

  it('says what is wrong with it', () => {
    expect(() => compilePattern('(a')).toThrow(/^Unterminated group$/);
    expect(() => compilePattern('[b-a]')).toThrow(/^Range out of order/);
  });
});
