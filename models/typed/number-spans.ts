import type { Lexicon } from './lexicon.js';
import type { Vocabulary } from './words/vocabulary.js';

/** A number in a text; `start` and `end` are UTF-16 offsets, `end` exclusive. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Whether it is a number by itself, or only with a unit behind it: "a", "half an". */
  readonly alone: boolean;
}

const thousands = /^k(?![\p{L}\p{N}])/iu;
const anyFigure = /\d/;
const anyWord = /[\p{L}\p{M}]+/gu;

/** All numbers in a text, in figures and in words, in their order. */
export function findNumberSpans(text: string, lexicon: Lexicon): NumberSpan[] {
  const spans = [...inFigures(text, lexicon), ...inWords(text, lexicon)];
  return spans.sort((a, b) => a.start - b.start);
}

/** `1,500` is fifteen hundred in English, one and a half in Spanish; `12,5` is twelve and a half in both; `2k` is 2000. */
function inFigures(text: string, { figures, vocabulary }: Lexicon): NumberSpan[] {
  if (!anyFigure.test(text)) return [];
  return [...text.matchAll(figures.all)].map((match) => {
    const [written] = match;
    const points = vocabulary.decimal === '.' ? /,/g : /[.\s]/g;
    const plain = figures.grouped.test(written) ? written.replace(points, '') : written;
    const value = Number(plain.replace(',', '.'));
    const end = match.index + written.length;
    if (!thousands.test(text.slice(end, end + 2))) return { start: match.index, end, value, alone: true };
    return { start: match.index, end: end + 1, value: value * 1000, alone: true };
  });
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function inWords(text: string, lexicon: Lexicon): NumberSpan[] {
  const words = [...text.toLowerCase().matchAll(anyWord)].map(
    (match): Word => ({ text: match[0], start: match.index, end: match.index + match[0].length }),
  );
  const spans: NumberSpan[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    if (!first || !lexicon.numberStarts.has(first.text)) continue;
    const run = adjoining(text, words, at);
    const found =
      readHalf(run, lexicon.vocabulary) ?? readArticle(run, lexicon.vocabulary) ?? readNumber(run, lexicon.vocabulary);
    if (!found) continue;
    const last = words[at + found.words - 1] ?? first;
    spans.push({ start: first.start, end: last.end, value: found.value, alone: found.alone });
    at += found.words - 1;
  }
  return spans;
}

const longestNumber = 16;

/** The words from one on that only white space or hyphens part. */
function adjoining(text: string, words: readonly Word[], from: number): string[] {
  const run: string[] = [];
  for (let at = from; at < Math.min(words.length, from + longestNumber); at++) {
    const word = words[at] as Word;
    const before = words[at - 1];
    if (at > from && before && !/^[\s-]+$/.test(text.slice(before.end, word.start))) break;
    run.push(word.text);
  }
  return run;
}

interface Reading {
  readonly value: number;
  readonly words: number;
  readonly alone: boolean;
}

function readHalf(run: readonly string[], { halves }: Vocabulary): Reading | undefined {
  for (const half of halves) {
    const words = half.split(' ');
    if (words.every((word, at) => run[at] === word)) return { value: 0.5, words: words.length, alone: false };
  }
  return undefined;
}

/** "a" is one only with a unit behind it; "a hundred" is a number. */
function readArticle(run: readonly string[], vocabulary: Vocabulary): Reading | undefined {
  const [first = '', second = ''] = run;
  if (!vocabulary.articles.includes(first)) return undefined;
  const number = Object.hasOwn(vocabulary.scales, second) ? readNumber(run.slice(1), vocabulary) : undefined;
  return number ? { ...number, words: number.words + 1 } : { value: 1, words: 1, alone: false };
}

const longestPhrase = 4;

/** Adds and multiplies words up as long as they go on with the same number: in "one two" they do not. */
function readNumber(run: readonly string[], { numbers, scales, joiners }: Vocabulary): Reading | undefined {
  let total = 0;
  let current: number | undefined;
  let smallestScale = Number.POSITIVE_INFINITY;
  let read = 0;
  for (let at = 0; at < run.length; ) {
    const joined = read > 0 && joiners.includes(run[at] ?? '') ? at + 1 : at;
    const phrase = longestOf(run, joined, numbers);
    if (phrase) {
      const next = scales[run[joined + phrase.words] ?? ''];
      const startsAnother = next !== undefined && (next === 100 ? current !== undefined : next >= smallestScale);
      if (startsAnother || (current !== undefined && !goesOn(current, phrase.value))) break;
      current = (current ?? 0) + phrase.value;
      at = read = joined + phrase.words;
      continue;
    }
    const scale = joined === at ? scales[run[at] ?? ''] : undefined;
    if (scale === undefined || scale >= smallestScale) break;
    if (scale === 100) current = (current ?? 1) * 100;
    else {
      total += (current ?? 1) * scale;
      current = undefined;
      smallestScale = scale;
    }
    at += 1;
    read = at;
  }
  return read > 0 ? { value: total + (current ?? 0), words: read, alone: true } : undefined;
}

/** Whether a smaller number completes a larger one: ones after tens, tens after hundreds. */
const goesOn = (before: number, added: number): boolean =>
  before > 0 && ((before % 100 === 0 && added < 100) || (before % 100 >= 20 && before % 10 === 0 && added < 10));

function longestOf(
  run: readonly string[],
  at: number,
  numbers: Vocabulary['numbers'],
): { readonly value: number; readonly words: number } | undefined {
  for (let words = Math.min(longestPhrase, run.length - at); words > 0; words--) {
    const phrase = run.slice(at, at + words).join(' ');
    const value = Object.hasOwn(numbers, phrase) ? numbers[phrase] : undefined;
    if (value !== undefined) return { value, words };
  }
  return undefined;
}
