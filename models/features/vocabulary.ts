import { toBytes, toUints } from '../bytes.js';
import type { Fingerprints } from './fingerprints.js';

/** Numbers fingerprints from 0 in the order in which they were first added: an open-addressing table of 64-bit keys. */
export class Vocabulary {
  size = 0;
  private high: Uint32Array = new Uint32Array(1024);
  private low: Uint32Array = new Uint32Array(1024);
  /** One more than the feature's number; 0 is an empty place. At most half of the places are taken. */
  private places = new Uint32Array(2048);

  /** The number of a fingerprint, given by its place in a list; -1 when it is not held. */
  indexOf(list: Fingerprints, at: number): number {
    return (this.places[this.find(list.high[at] as number, list.low[at] as number)] as number) - 1;
  }

  /** The number of a fingerprint, which is added when it is new. */
  add(list: Fingerprints, at: number): number {
    const high = list.high[at] as number;
    const low = list.low[at] as number;
    const place = this.find(high, low);
    const known = this.places[place] as number;
    if (known > 0) return known - 1;
    if (this.size === this.high.length) {
      this.grow();
      return this.add(list, at);
    }
    this.high[this.size] = high;
    this.low[this.size] = low;
    this.places[place] = ++this.size;
    return this.size - 1;
  }

  /** A vocabulary of some of the features, numbered anew in the order given. */
  only(features: readonly number[]): Vocabulary {
    const vocabulary = new Vocabulary();
    vocabulary.size = features.length;
    vocabulary.high = Uint32Array.from(features, (feature) => this.high[feature] as number);
    vocabulary.low = Uint32Array.from(features, (feature) => this.low[feature] as number);
    vocabulary.rehash();
    return vocabulary;
  }

  save(): Uint8Array {
    const keys = new Uint32Array(this.size * 2);
    keys.set(this.high.subarray(0, this.size));
    keys.set(this.low.subarray(0, this.size), this.size);
    return toBytes(keys);
  }

  static load(bytes: Uint8Array): Vocabulary {
    const keys = toUints(bytes);
    const vocabulary = new Vocabulary();
    vocabulary.size = keys.length / 2;
    vocabulary.high = keys.subarray(0, vocabulary.size);
    vocabulary.low = keys.subarray(vocabulary.size);
    vocabulary.rehash();
    return vocabulary;
  }

  private find(high: number, low: number): number {
    const { places } = this;
    const mask = places.length - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const index = (places[place] as number) - 1;
      if (index < 0 || (this.low[index] === low && this.high[index] === high)) return place;
    }
  }

  private grow(): void {
    const capacity = Math.max(1024, this.size * 2);
    const high = new Uint32Array(capacity);
    const low = new Uint32Array(capacity);
    high.set(this.high);
    low.set(this.low);
    this.high = high;
    this.low = low;
    this.rehash();
  }

  private rehash(): void {
    let places = 2048;
    while (places < this.high.length * 2) places *= 2;
    this.places = new Uint32Array(places);
    for (let index = 0; index < this.size; index++) {
      this.places[this.find(this.high[index] as number, this.low[index] as number)] = index + 1;
    }
  }
}
