import type { Breather } from '../../core/index.js';
import { toBytes, toFloats, toUints } from '../bytes.js';
import type { Fingerprints } from '../features/fingerprints.js';
import { Vocabulary } from '../features/vocabulary.js';

const headerBytes = 8;
const keyBytes = 8;
const stepBytes = 4;

/**
 * Vectors of words in a byte for each number. Words are known by their fingerprints; the most frequent come first, so
 * that the number of a word's row is also its rank.
 */
export class VectorTable {
  readonly words: Vocabulary;
  readonly dimensions: number;
  /** Words × dimensions; a number is its byte times the step of its row. */
  readonly rows: Int8Array;
  readonly steps: Float32Array;

  constructor(words: Vocabulary, dimensions: number, rows: Int8Array, steps: Float32Array) {
    this.words = words;
    this.dimensions = dimensions;
    this.rows = rows;
    this.steps = steps;
  }

  /** The row of the word whose fingerprint is at this place of a list; -1 when it is not known. */
  rowOf(list: Fingerprints, at: number): number {
    return this.words.indexOf(list, at);
  }

  save(): Uint8Array {
    const parts = [
      toBytes(Uint32Array.of(this.words.size, this.dimensions)),
      this.words.save(),
      toBytes(this.steps),
      new Uint8Array(this.rows.buffer, this.rows.byteOffset, this.rows.byteLength),
    ];
    return Buffer.concat(parts);
  }

  /** The table that {@link VectorTable.save} wrote; throws when bytes are missing. The rows stay where they are. */
  static load(bytes: Uint8Array): VectorTable {
    const [words = 0, dimensions = 0] = toUints(bytes.subarray(0, headerBytes));
    const steps = headerBytes + words * keyBytes;
    const rows = steps + words * stepBytes;
    if (bytes.length !== rows + words * dimensions) throw new Error('the table of word vectors is cut short');
    return new VectorTable(
      Vocabulary.load(bytes.subarray(headerBytes, steps)),
      dimensions,
      new Int8Array(bytes.buffer, bytes.byteOffset + rows, words * dimensions),
      toFloats(bytes.subarray(steps, rows)),
    );
  }
}

/** Rounds vectors, one after the other in `values`, to a byte for each number. */
export async function roundVectors(
  words: Vocabulary,
  dimensions: number,
  values: Float32Array,
  pause: Breather,
): Promise<VectorTable> {
  const rows = new Int8Array(values.length);
  const steps = new Float32Array(words.size);
  for (let word = 0; word < words.size; word++) {
    const start = word * dimensions;
    let largest = 0;
    for (let at = start; at < start + dimensions; at++) largest = Math.max(largest, Math.abs(values[at] as number));
    if (pause.due()) await pause.breathe();
    const step = largest / 127;
    steps[word] = step;
    if (step === 0) continue;
    for (let at = start; at < start + dimensions; at++) rows[at] = Math.round((values[at] as number) / step);
  }
  return new VectorTable(words, dimensions, rows, steps);
}
