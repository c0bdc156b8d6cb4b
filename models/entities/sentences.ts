import type { Message, Token } from '../../core/index.js';
import { Fingerprints } from '../features/fingerprints.js';
import type { Vocabulary } from '../features/vocabulary.js';
import type { Gazetteer, GazetteerHit } from './gazetteer.js';
import type { PatternHit, PatternSearch } from './pattern-search.js';
import { readTokenFeatures, type Sentence } from './token-features.js';
import type { WordGroups } from './word-groups.js';

/** What the extractor knows beside its weights. */
export interface Knowledge {
  readonly gazetteer: Gazetteer;
  readonly patterns: PatternSearch;
  /** Signs that are pieces of their own; see {@link piecesOf}. */
  readonly signs: ReadonlySet<string>;
  /** Labels whose mentions may hold commas; those of others end there. */
  readonly withCommas: ReadonlySet<number>;
  /** The groups of the language's words, where it has some. */
  readonly groups: WordGroups | undefined;
}

/** The words of tokens as they are compared. */
export const wordsOf = (tokens: readonly Token[]): string[] =>
  tokens.map(({ text }) => text.normalize('NFC').toLowerCase());

/** A message as the extractor sees it; `own` are the values that it brought into the gazetteer in training. */
export function sentenceOf(
  { text, intent }: Message,
  pieces: readonly Token[],
  knowledge: Knowledge,
  own: readonly GazetteerHit[] = [],
): Sentence {
  const words = wordsOf(pieces);
  const { groups } = knowledge;
  return {
    words,
    written: pieces.map((piece) => piece.text),
    intent: intent.name ?? '',
    known: knowledge.gazetteer.find(words, own),
    patterns: knowledge.patterns.find(text).flatMap((hit) => wordsUnder(pieces, hit)),
    groups: groups ? words.map((word) => groups.find(word)) : [],
  };
}

/** The words that a match touches. */
function wordsUnder(tokens: readonly Token[], { pattern, start, end }: PatternHit): GazetteerHit[] {
  const first = tokens.findIndex((token) => token.end > start && token.start < end);
  const last = tokens.findLastIndex((token) => token.end > start && token.start < end);
  return first < 0 ? [] : [{ first, last, entity: pattern }];
}

const chunkLength = 65_536;

/** A growing list of numbers, in chunks: to grow, nothing is copied. */
export class NumberList {
  private readonly chunks: Uint32Array[] = [];
  private last = new Uint32Array(0);
  private taken = 0;

  get length(): number {
    return Math.max(0, this.chunks.length - 1) * chunkLength + this.taken;
  }

  push(value: number): void {
    if (this.taken === this.last.length) {
      this.last = new Uint32Array(chunkLength);
      this.chunks.push(this.last);
      this.taken = 0;
    }
    this.last[this.taken++] = value;
  }

  /** The numbers in memory that threads share, and the list empty again. */
  drain(): Uint32Array {
    const { length } = this;
    const numbers = new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
    for (let start = 0; start < length; start += chunkLength) {
      const chunk = this.chunks[start / chunkLength] as Uint32Array;
      numbers.set(chunk.subarray(0, length - start), start);
    }
    this.chunks.length = 0;
    this.last = new Uint32Array(0);
    this.taken = 0;
    return numbers;
  }
}

// Reused by every message: reading features is synchronous.
const list = new Fingerprints();

/** Appends a sentence's features, new ones added to the vocabulary, to `features`, and where each word's end to `offsets`. */
export function learnFeatures(
  sentence: Sentence,
  vocabulary: Vocabulary,
  features: NumberList,
  offsets: NumberList,
): void {
  readTokenFeatures(sentence, list, () => {
    for (let at = 0; at < list.length; at++) features.push(vocabulary.add(list, at));
    offsets.push(features.length);
  });
}

/** A sentence's features as far as the vocabulary knows them. */
export function knownFeatures(
  sentence: Sentence,
  vocabulary: Vocabulary,
): { readonly features: Uint32Array; readonly offsets: Uint32Array } {
  const offsets = new Uint32Array(sentence.words.length + 1);
  let features = new Uint32Array(sentence.words.length * 48);
  let length = 0;
  readTokenFeatures(sentence, list, (word) => {
    if (length + list.length > features.length) {
      const roomier = new Uint32Array((length + list.length) * 2);
      roomier.set(features);
      features = roomier;
    }
    for (let at = 0; at < list.length; at++) {
      const feature = vocabulary.indexOf(list, at);
      if (feature >= 0) features[length++] = feature;
    }
    offsets[word + 1] = length;
  });
  return { features, offsets };
}
