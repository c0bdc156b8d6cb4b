import type { ModelFiles } from '../../core/index.js';
import { toBytes, toUints } from '../bytes.js';
import { Fingerprints, highStart, lowStart, mixHigh, mixLow } from '../features/fingerprints.js';
import { Vocabulary } from '../features/vocabulary.js';
import { hashText } from './word-hash.js';

/** A value known from training, found among the words of a sentence. */
export interface GazetteerHit {
  readonly first: number;
  /** Index of the last word. */
  readonly last: number;
  readonly entity: number;
}

const none = -1;

/** The values of entities that training has seen; phrases are held as fingerprints, 20 bytes for a value. */
export class Gazetteer {
  private phrases = new Vocabulary();
  /** By phrase: its latest note. */
  private readonly notes: number[] = [];
  /** By note: the entity, in how many training sentences the phrase is one of its values, and the phrase's note before. */
  private readonly entities: number[] = [];
  private readonly counts: number[] = [];
  private readonly earlier: number[] = [];
  /** Words of the longest phrase. */
  private longest = 0;
  private readonly list = new Fingerprints();

  /** Notes a value, its words in lower case; values of lookup tables count without end. */
  add(words: readonly string[], entity: number, count: number): void {
    if (words.length === 0) return;
    this.list.clear();
    this.readPhrases(words, 0, words.length - 1);
    const phrase = this.phrases.add(this.list, words.length - 1);
    this.longest = Math.max(this.longest, words.length);
    for (let note = this.notes[phrase] ?? none; note !== none; note = this.earlier[note] as number) {
      if (this.entities[note] !== entity) continue;
      this.counts[note] = (this.counts[note] as number) + count;
      return;
    }
    this.earlier.push(this.notes[phrase] ?? none);
    this.notes[phrase] = this.entities.length;
    this.entities.push(entity);
    this.counts.push(count);
  }

  /**
   * All known values in a sentence. `own` holds what the sentence itself added, which is left out: in training a sentence
   * must not recognise its values by having brought them along.
   */
  find(words: readonly string[], own: readonly GazetteerHit[] = []): GazetteerHit[] {
    const hits: GazetteerHit[] = [];
    for (let first = 0; first < words.length; first++) {
      this.list.clear();
      this.readPhrases(words, first, Math.min(words.length, first + this.longest) - 1);
      for (let at = 0; at < this.list.length; at++) {
        const phrase = this.phrases.indexOf(this.list, at);
        if (phrase >= 0) this.addHits(words, first, first + at, phrase, own, hits);
      }
    }
    return hits;
  }

  save(): ModelFiles {
    const pairs: number[] = [];
    for (const [phrase, latest] of this.notes.entries()) {
      const own: number[] = [];
      for (let note = latest; note !== none; note = this.earlier[note] as number)
        own.push(this.entities[note] as number);
      // In the order in which they came: hits keep theirs, and sums of weights are the same to the last bit.
      for (const entity of own.reverse()) pairs.push(phrase, entity);
    }
    return {
      'known.phrases': this.phrases.save(),
      'known.entities': toBytes(Uint32Array.from([this.longest, ...pairs])),
    };
  }

  /** The gazetteer that {@link save} wrote. */
  static load(files: ModelFiles): Gazetteer {
    const gazetteer = new Gazetteer();
    gazetteer.phrases = Vocabulary.load(files['known.phrases'] as Uint8Array);
    const [longest = 0, ...pairs] = toUints(files['known.entities'] as Uint8Array);
    gazetteer.longest = longest;
    for (let at = 0; at < pairs.length; at += 2) {
      const phrase = pairs[at] as number;
      gazetteer.earlier.push(gazetteer.notes[phrase] ?? none);
      gazetteer.notes[phrase] = at >> 1;
      gazetteer.entities.push(pairs[at + 1] as number);
      gazetteer.counts.push(1);
    }
    return gazetteer;
  }

  /** The fingerprints of the phrases that begin with one word, by their last. */
  private readPhrases(words: readonly string[], first: number, last: number): void {
    let high = highStart;
    let low = lowStart;
    for (let at = first; at <= last; at++) {
      const word = hashText(words[at] as string);
      high = mixHigh(high, word.high);
      low = mixLow(low, word.low);
      this.list.add(high, low);
    }
  }

  private addHits(
    words: readonly string[],
    first: number,
    last: number,
    phrase: number,
    own: readonly GazetteerHit[],
    hits: GazetteerHit[],
  ): void {
    for (let note = this.notes[phrase] ?? none; note !== none; note = this.earlier[note] as number) {
      const entity = this.entities[note] as number;
      if ((this.counts[note] as number) > ownCount(own, words, first, last, entity)) hits.push({ first, last, entity });
    }
  }
}

function ownCount(
  own: readonly GazetteerHit[],
  words: readonly string[],
  first: number,
  last: number,
  entity: number,
): number {
  let count = 0;
  for (const mention of own) {
    if (mention.entity !== entity || mention.last - mention.first !== last - first) continue;
    let same = true;
    for (let at = 0; at <= last - first && same; at++) same = words[mention.first + at] === words[first + at];
    if (same) count++;
  }
  return count;
}
