import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../core/index.js';
import { needsOf } from '../../models/entities/pattern-needs.js';

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

describe('what each match of a pattern has to hold', () => {
  it.each([
    ['[ab.]+@(?:x|y)?c', ['[ab.]', '@', 'c']],
    ['\\(?(?=x)\\d{1,5}\\)?(?:-\\d)+', ['\\p{Nd}', '-']],
    ['(?<!a)(?:b@(?:c)+)(?!d)', ['b', '@', 'c']],
    ['a?b*c{0,2}d+?e{2}', ['d', 'e']],
    ['^.$', []],
    ['a|b', []],
    ['(a)\\1b', []],
  ])('%s: %j', (pattern, needs) => {
    expect(needsOf(compilePattern(pattern, 'g')).map(({ source }) => source)).toEqual(needs);
  });

  it('is in all that the pattern finds', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '@',
      '\\.',
      '[ab]',
      '[^a@]',
      '\\p{Nd}',
      '(?:a|b)',
      '(@(?:a))',
      '(?=a)',
      '\\b',
      '.',
      '|',
    );
    const repeated = fc.constantFrom('', '', '?', '*', '+', '{0,1}', '{2}', '+?', '{1,}');
    const unrepeatable = /^(?:\(\?=|\\b|\|)/;
    const part = fc.tuple(atom, repeated).map(([one, times]) => (unrepeatable.test(one) ? one : one + times));
    const pattern = fc.array(part, { maxLength: 6 }).map((parts) => new RegExp(parts.join(''), 'giu'));
    const text = fc.array(fc.constantFrom('a', 'b', 'A', '@', '.', '7'), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(pattern, text, (one, message) => {
        for (const [found] of message.matchAll(one)) {
          for (const need of needsOf(one)) expect(found, one.source).toMatch(need);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
