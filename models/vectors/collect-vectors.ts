import { Fingerprints } from '../features/fingerprints.js';
import { Vocabulary } from '../features/vocabulary.js';
import type { VectorSink } from './vector-formats.js';
import { readWordKeys } from './word-keys.js';

/** Vectors as they come from a file, one after the other, with the words they belong to. */
export interface CollectedVectors {
  readonly words: Vocabulary;
  readonly dimensions: number;
  /** Words × dimensions. */
  readonly values: Float32Array;
}

/**
 * Keeps of a file's vectors those of its first words, which are the most frequent in every format, and those of words
 * that are needed. Words are told apart in lower case; the first one counts. What is no word of a message by itself,
 * such as `New_York`, is left out.
 */
export class VectorCollector {
  private readonly most: number;
  private readonly needed: Vocabulary;
  private readonly words = new Vocabulary();
  private readonly list = new Fingerprints();
  private dimensions = 0;
  private values = new Float32Array(0);
  private readCount = 0;

  constructor(most: number, needed: Vocabulary) {
    this.most = most;
    this.needed = needed;
  }

  readonly take: VectorSink = (word, dimensions, read) => {
    // word2vec joins phrases so; nobody writes them.
    if (word.length > 1 && word.includes('_')) return;
    readWordKeys(word, this.list);
    if (this.list.length !== 1) return;
    const isFrequent = this.readCount++ < this.most;
    if (!isFrequent && this.needed.indexOf(this.list, 0) < 0) return;
    const before = this.words.size;
    const row = this.words.add(this.list, 0);
    if (row < before) return;
    this.dimensions = dimensions;
    this.reserve((row + 1) * dimensions);
    read(this.values.subarray(row * dimensions, (row + 1) * dimensions));
  };

  finish(): CollectedVectors {
    const { words, dimensions, values } = this;
    return { words, dimensions, values: values.subarray(0, words.size * dimensions) };
  }

  private reserve(length: number): void {
    if (length <= this.values.length) return;
    const roomier = new Float32Array(Math.max(length, this.values.length * 2, 1 << 16));
    roomier.set(this.values);
    this.values = roomier;
  }
}
