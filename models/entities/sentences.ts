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

/** A growing list of numbers. */
export class NumberList {
  private numbers = new Uint32Array(4096);
  length = 0;

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const roomier = new Uint32Array(this.length * 2);
      roomier.set(this.numbers);
      this.numbers = roomier;
    }
    this.numbers[this.length++] = value;
  }

  toArray(): Uint32Array {
    return this.numbers.slice(0, this.length);
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
