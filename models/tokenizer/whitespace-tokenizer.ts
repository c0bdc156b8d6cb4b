import { z } from 'zod';
import { defineComponent, type Token } from '../../core/index.js';
import { isUnspaced, wordsWithin } from './unspaced-scripts.js';

/** Signs that belong to a word at its edges: #tag, @name, and the connecting mark of `R&B`. */
const clinging = '#@&';

const pieces = /[^\s]+/gu;
const wordPart = /[\p{L}\p{M}\p{N}\p{Emoji_Modifier}_\u200c\u200d]/u;
const beforeNumber = /[\p{Sc}+-]$/u;
const afterNumber = /^(?:[\p{Sc}%°"″′'])/u;
const digit = /^\p{N}$/u;
const pictograph = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*\ufe0f?/gu;
const address = /:\/\/|@|^www\.|\p{L}\.\p{L}+\//u;
const innerBreak = /[^\p{L}\p{M}\p{N}_.#@&\-\u200c\u200d]/u;
const innerBreakOfAddress = /[^\p{L}\p{M}\p{N}_.~:/?#[\]()@!$&*+,;=%\-\u200c\u200d]/u;

/**
 * Splits a text at white space and frees the pieces of the punctuation around them, in the spirit of Rasa's
 * WhitespaceTokenizer: `how're` is two words, `https://a.b/c?d`, `me@example.org`, `10,000.50` and `3pm` stay whole.
 * Other than there, `friday/saturday` is two words, what belongs to a number stays with it (`50€`, `20%`, `+49`), and
 * pictographs are words. Chinese, Japanese and other scripts without spaces are split into words by a dictionary.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pieces)) {
    const start = match.index;
    splitPictographs(
      match[0],
      (from, to) => {
        if (isUnspaced(match[0])) splitUnspaced(text, start + from, start + to, tokens);
        else splitPiece(text, start + from, start + to, tokens);
      },
      (from, to) => {
        tokens.push(tokenAt(text, start + from, start + to));
      },
    );
  }
  // Nothing but punctuation, such as ":)", is one token.
  if (tokens.length === 0 && text.trim() !== '') {
    const start = text.length - text.trimStart().length;
    tokens.push(tokenAt(text, start, text.trimEnd().length));
  }
  return tokens;
}

/** Gives each component of a pipeline its tokens. */
export const whitespaceTokenizer = defineComponent({
  name: 'WhitespaceTokenizer',
  config: z.strictObject({}),
  provides: ['tokens'],
  requires: [],
  process(message) {
    message.tokens = tokenize(message.text);
    return undefined;
  },
});

const tokenAt = (text: string, start: number, end: number): Token => ({ text: text.slice(start, end), start, end });

type Span = (from: number, to: number) => void;

const plainAscii = /^[\x20-\x7e]*$/;

function splitPictographs(piece: string, onPlain: Span, onPictograph: Span): void {
  if (plainAscii.test(piece)) {
    onPlain(0, piece.length);
    return;
  }
  let at = 0;
  for (const match of piece.matchAll(pictograph)) {
    if (match.index > at) onPlain(at, match.index);
    onPictograph(match.index, match.index + match[0].length);
    at = match.index + match[0].length;
  }
  if (at < piece.length) onPlain(at, piece.length);
}

function splitUnspaced(text: string, from: number, to: number, tokens: Token[]): void {
  for (const [start, end] of wordsWithin(text.slice(from, to))) tokens.push(tokenAt(text, from + start, from + end));
}

/** Strips the punctuation around a piece and splits it at signs that join no address and no number. */
function splitPiece(text: string, from: number, to: number, tokens: Token[]): void {
  const characters = [...text.slice(from, to)];
  let first = 0;
  let last = characters.length;
  while (first < last && !isInside(characters[first])) first++;
  while (last > first && !isInside(characters[last - 1])) last--;
  if (first === last) return;
  if (first > 0 && digit.test(characters[first] ?? '') && beforeNumber.test(characters[first - 1] ?? '')) first--;
  const endsInNumber = digit.test(characters[last - 1] ?? '');
  if (last < characters.length && endsInNumber && afterNumber.test(characters[last] ?? '')) last++;
  const separator = address.test(text.slice(from, to)) ? innerBreakOfAddress : innerBreak;
  let start = from + lengthOf(characters, 0, first);
  let at = start;
  for (let index = first; index < last; index++) {
    const character = characters[index] ?? '';
    const inner = index > first && index < last - 1;
    if (inner && breaksWord(characters, index, separator)) {
      if (at > start) tokens.push(tokenAt(text, start, at));
      start = at + character.length;
    }
    at += character.length;
  }
  if (at > start) tokens.push(tokenAt(text, start, at));
}

const isInside = (character = ''): boolean => clinging.includes(character) || wordPart.test(character);

/** Between digits every sign stays (10'000). */
function breaksWord(characters: readonly string[], index: number, separator: RegExp): boolean {
  const betweenDigits = digit.test(characters[index - 1] ?? '') && digit.test(characters[index + 1] ?? '');
  return !betweenDigits && separator.test(characters[index] ?? '');
}

function lengthOf(characters: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let index = from; index < to; index++) length += characters[index]?.length ?? 0;
  return length;
}
