import { type Fingerprints, highStart, lowStart, mixHigh, mixLow } from '../features/fingerprints.js';
import type { GazetteerHit } from './gazetteer.js';
import type { WordGroup } from './word-groups.js';
import { hashText, type WordHash } from './word-hash.js';

/** A sentence as the extractor sees it. */
export interface Sentence {
  /** The words in lower case, and as they are written. */
  readonly words: readonly string[];
  readonly written: readonly string[];
  readonly intent: string;
  readonly known: readonly GazetteerHit[];
  /** Patterns of the training data that match: their number, and the first and last word they touch. */
  readonly patterns: readonly GazetteerHit[];
  /** By word; empty where the language's words are in no groups. */
  readonly groups: readonly WordGroup[];
}

/** Kinds of feature; each begins its own hash. */
const kinds = {
  bias: 1,
  word: 2,
  shape: 10,
  shapePair: 15,
  prefix: 20,
  suffix: 30,
  neighbourSuffix: 40,
  pair: 50,
  digits: 60,
  edge: 61,
  intent: 70,
  intentWord: 71,
  intentNeighbour: 72,
  intentShape: 74,
  intentSuffix: 75,
  known: 80,
  pattern: 90,
  group: 100,
  wideGroup: 101,
} as const;

const longestAffix = 4;
const edgeHash: WordHash = { high: 7, low: 11 };

/**
 * Writes the features of each word of a sentence into `list` and tells by `onWord` when a word's are complete: word,
 * shape, beginnings and endings up to 4, two words and shapes to either side, neighbours' endings, five pairs of words and
 * two of shapes, length of numbers, ends of the sentence, values known from training, patterns, the groups that the word
 * and its neighbours are in, the intent alone and with the word, its shape, its ending and its neighbours.
 */
export function readTokenFeatures(sentence: Sentence, list: Fingerprints, onWord: (at: number) => void): void {
  const { words, written, groups } = sentence;
  const hashes = words.map(hashText);
  const shapes = written.map(hashShape);
  const endings = words.map((word) => hashText(word.slice(-3)));
  const intent = hashText(sentence.intent);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const wordAt = (offset: number): WordHash => hashes[at + offset] ?? edgeHash;
    list.clear();
    add(list, kinds.bias);
    for (let offset = -2; offset <= 2; offset++) add(list, kinds.word + offset + 2, wordAt(offset));
    const shapeAt = (offset: number): WordHash => shapes[at + offset] ?? edgeHash;
    for (let offset = -2; offset <= 2; offset++) add(list, kinds.shape + offset + 2, shapeAt(offset));
    add(list, kinds.shapePair, shapeAt(-1), shapeAt(0));
    add(list, kinds.shapePair + 1, shapeAt(0), shapeAt(1));
    addAffixes(list, word);
    add(list, kinds.neighbourSuffix, endings[at - 1] ?? edgeHash);
    add(list, kinds.neighbourSuffix + 1, endings[at + 1] ?? edgeHash);
    add(list, kinds.pair, wordAt(-1), wordAt(0));
    add(list, kinds.pair + 1, wordAt(0), wordAt(1));
    add(list, kinds.pair + 2, wordAt(-2), wordAt(-1));
    add(list, kinds.pair + 3, wordAt(1), wordAt(2));
    add(list, kinds.pair + 4, wordAt(-1), wordAt(1));
    if (isFigures(word)) addNumber(list, kinds.digits, word.length);
    if (at === 0) addNumber(list, kinds.edge, 0);
    if (at === words.length - 1) addNumber(list, kinds.edge, 1);
    add(list, kinds.intent, intent);
    add(list, kinds.intentWord, intent, wordAt(0));
    add(list, kinds.intentNeighbour, intent, wordAt(-1));
    add(list, kinds.intentNeighbour + 1, intent, wordAt(1));
    add(list, kinds.intentShape, intent, shapeAt(0));
    add(list, kinds.intentSuffix, intent, endings[at]);
    addGroups(list, groups, at);
    addSpans(list, kinds.known, sentence.known, at);
    addSpans(list, kinds.pattern, sentence.patterns, at);
    onWord(at);
  }
}

function addAffixes(list: Fingerprints, word: string): void {
  let high = mixHigh(highStart, kinds.prefix);
  let low = mixLow(lowStart, kinds.prefix);
  const length = Math.min(longestAffix, word.length);
  for (let at = 0; at < length; at++) {
    high = mixHigh(high, word.charCodeAt(at));
    low = mixLow(low, word.charCodeAt(at));
    list.add(high, low);
  }
  high = mixHigh(highStart, kinds.suffix);
  low = mixLow(lowStart, kinds.suffix);
  for (let at = 1; at <= length; at++) {
    high = mixHigh(high, word.charCodeAt(word.length - at));
    low = mixLow(low, word.charCodeAt(word.length - at));
    list.add(high, low);
  }
}

/** For the word itself and its two neighbours: where it stands in a known span, and of what the span is. */
function addSpans(list: Fingerprints, kind: number, spans: readonly GazetteerHit[], at: number): void {
  for (const { first, last, entity } of spans) {
    if (at < first - 1 || at > last + 1) continue;
    const position = at < first ? 0 : at > last ? 1 : at > first ? 2 : last > first ? 3 : 4;
    addNumber(list, kind + position, entity);
  }
}

function addGroups(list: Fingerprints, groups: readonly WordGroup[], at: number): void {
  const own = groups[at];
  if (!own) return;
  addNumber(list, kinds.group, own.narrow);
  for (let offset = -1; offset <= 1; offset++) {
    const group = groups[at + offset];
    if (group) addNumber(list, kinds.wideGroup + offset + 1, group.wide);
  }
}

function add(list: Fingerprints, kind: number, first?: WordHash, second?: WordHash): void {
  let high = mixHigh(highStart, kind);
  let low = mixLow(lowStart, kind);
  for (const part of [first, second]) {
    if (!part) break;
    high = mixHigh(high, part.high);
    low = mixLow(low, part.low);
  }
  list.add(high, low);
}

function addNumber(list: Fingerprints, kind: number, value: number): void {
  list.add(mixHigh(mixHigh(highStart, kind), value), mixLow(mixLow(lowStart, kind), value));
}

const isFigures = (word: string): boolean => /^\p{N}+$/u.test(word);

/** `McDonald` is of the shape Xx·Xx, `3pm` of 9x: runs of capitals, other letters, figures; signs as they are. */
function hashShape(word: string): WordHash {
  let high = highStart;
  let low = lowStart;
  let previous = -1;
  for (let at = 0; at < word.length; at++) {
    const kind = shapeOf(word.charCodeAt(at));
    if (kind === previous) continue;
    previous = kind;
    high = mixHigh(high, kind);
    low = mixLow(low, kind);
  }
  return { high, low };
}

const capital = 1;
const small = 2;
const figure = 3;

function shapeOf(code: number): number {
  if (code >= 97 && code <= 122) return small;
  if (code >= 65 && code <= 90) return capital;
  if (code >= 48 && code <= 57) return figure;
  if (code < 128) return code;
  const letter = String.fromCharCode(code);
  return letter === letter.toLowerCase() ? small : capital;
}
