import { type FoldedText, foldText } from './fold-text.js';
import { TrieWalk } from './trie-walk.js';
import { growTrie, type ValueTrie } from './value-trie.js';

/** A value of a list found in a text. */
export interface ValueHit {
  readonly start: number;
  readonly end: number;
  /** The place of the value in its list. */
  readonly value: number;
  /** Letters too many, missing, wrong or swapped. */
  readonly typos: number;
}

/** How a list is looked for; everything is off unless given. */
export interface ListOptions {
  /** Case and accents count. */
  readonly exact?: boolean;
  /** Values are found inside of words, too. */
  readonly insideWords?: boolean;
  /** Slips of the pen are forgiven in longer values, as {@link typosIn} says. */
  readonly typos?: boolean;
}

/** A hit in the folded text. */
interface Candidate {
  readonly first: number;
  readonly last: number;
  readonly value: number;
  readonly typos: number;
}

const wordSign = /[\p{L}\p{M}\p{N}_]/u;
const asciiWordSigns = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/** What a typo costs against letters found. */
const typoPrice = 3;

/**
 * The values of a list, found in a text in time by the text's length and not by theirs. Of hits that overlap the one with
 * more letters stays, a typo counting as three letters less.
 *
 * @example new ValueList(['Berlin', 'New York'], { typos: true }).find('to new yrok') // New York, one typo
 */
export class ValueList {
  readonly trie: ValueTrie;
  private readonly options: ListOptions;

  /** @param values the values themselves, or what {@link trie} was of such a list */
  constructor(values: readonly string[] | ValueTrie, options: ListOptions = {}) {
    this.trie = 'units' in values ? values : growTrie(values, options.exact ?? false);
    this.options = options;
  }

  /** The values in a text from left to right, none overlapping. */
  find(text: string): ValueHit[] {
    if (this.trie.units.length === 0) return [];
    const folded = foldText(text, this.options.exact ?? false);
    const borders = this.options.insideWords ? allBorders(folded.text) : bordersOf(folded.text);
    return chosen(this.candidates(folded.text, borders))
      .map(({ first, last, value, typos }) => ({ ...spanOf(folded, first, last, text), value, typos }))
      .sort((a, b) => a.start - b.start);
  }

  private candidates(text: string, borders: Uint8Array): Candidate[] {
    const walk = new TrieWalk(this.trie, text, borders);
    const found: Candidate[] = [];
    let covered = 0;
    for (let first = 0; first < text.length; first++) {
      if (borders[first] === 0 || text.charCodeAt(first) === blank) continue;
      const exact = walk.longestFrom(first);
      if (exact) found.push({ first, ...exact });
      // Inside of what is spelt right nothing is misspelt.
      if (this.options.typos && first >= covered) {
        const near = walk.nearestFrom(first, typoPrice);
        if (near && near.typos > 0) found.push({ first, ...near });
      }
      if (exact) covered = Math.max(covered, exact.last);
    }
    return found;
  }
}

const blank = 32;

const worth = ({ first, last, typos }: Candidate): number => last - first - typoPrice * typos;

function chosen(candidates: Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of candidates.sort((a, b) => worth(b) - worth(a) || a.first - b.first)) {
    if (kept.every(({ first, last }) => last <= one.first || one.last <= first)) kept.push(one);
  }
  return kept;
}

/** A letter that became two begins where it begins and ends where it ends; signs that are not seen belong to nothing. */
function spanOf({ origins }: FoldedText, first: number, last: number, text: string): { start: number; end: number } {
  const start = origins[first] as number;
  const lastStart = origins[last - 1] as number;
  let next = last;
  while (next < origins.length - 1 && origins[next] === lastStart) next++;
  const end = origins[next] as number;
  return { start, end: start + text.slice(start, end).replace(trailing, '').length };
}

const trailing = /[\s\u00ad\u200b\u2060\ufeff]+$/u;

const allBorders = (text: string): Uint8Array => new Uint8Array(text.length + 1).fill(1);

/** By offset: whether a word may begin or end there, which is everywhere but between two signs of a word. */
function bordersOf(text: string): Uint8Array {
  const borders = new Uint8Array(text.length + 1).fill(1);
  let before = false;
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) as number;
    const inWord = point < 128 ? asciiWordSigns[point] === 1 : wordSign.test(String.fromCodePoint(point));
    if (inWord && before) borders[at] = 0;
    if (point > 0xffff) borders[at + 1] = 0;
    before = inWord;
    at += point > 0xffff ? 2 : 1;
  }
  return borders;
}
