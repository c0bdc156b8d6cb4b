import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../models/tokenizer/whitespace-tokenizer.js';

/** Whether no half of a surrogate pair stands alone. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const words = (text: string): string[] => tokenize(text).map((token) => token.text);

describe('the tokenizer', () => {
  it.each([
    ["hey ńöñàśçií how're you?", ['hey', 'ńöñàśçií', 'how', 're', 'you']],
    ['50 क्या आपके पास', ['50', 'क्या', 'आपके', 'पास']],
    ['see https://a.example/b?c=d&e=f#g.', ['see', 'https://a.example/b?c=d&e=f#g']],
    ['write me@example.org!', ['write', 'me@example.org']],
    ['3pm, 10:30 or 10,000.50', ['3pm', '10:30', 'or', '10,000.50']],
    ['$50 or 50€ (20%)', ['$50', 'or', '50€', '20%']],
    ['ref TAT-4821?', ['ref', 'TAT-4821']],
    ['friday/saturday', ['friday', 'saturday']],
    ['great👍🏽!! ok', ['great', '👍🏽', 'ok']],
    ['👨‍👩‍👧 family', ['👨‍👩‍👧', 'family']],
    ['مرحبا، كيف؟', ['مرحبا', 'كيف']],
    [' :) ', [':)']],
    ['', []],
    [' \n\t', []],
  ])('splits %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('gives offsets that cut each token out of the text, in order, and never half a character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.text).not.toBe('');
          if (isWellFormed(text)) expect(isWellFormed(token.text)).toBe(true);
          end = token.end;
        }
      }),
    );
  });
});
