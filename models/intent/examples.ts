import type { SparseVector } from '../../core/index.js';

/** Labelled examples in one block of memory: the features of example e are at `offsets[e]` up to `offsets[e + 1]`. */
export interface Examples {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
  readonly offsets: Uint32Array;
  /** The number of each example's class. */
  readonly labels: Uint32Array;
  readonly length: number;
}

/** Puts examples side by side in memory that threads share. */
export function packExamples(vectors: readonly SparseVector[], labels: readonly number[]): Examples {
  const offsets = new Uint32Array(shared(vectors.length + 1));
  for (const [at, vector] of vectors.entries()) offsets[at + 1] = (offsets[at] as number) + vector.indices.length;
  const total = offsets[vectors.length] as number;
  const indices = new Uint32Array(shared(total));
  const values = new Float32Array(shared(total));
  for (const [at, vector] of vectors.entries()) {
    indices.set(vector.indices, offsets[at]);
    values.set(vector.values, offsets[at]);
  }
  const numbers = new Uint32Array(shared(labels.length));
  numbers.set(labels);
  return { indices, values, offsets, labels: numbers, length: vectors.length };
}

const bytesPerNumber = 4;

const shared = (numbers: number): SharedArrayBuffer => new SharedArrayBuffer(numbers * bytesPerNumber);

/** The features of one example. */
export function vectorOf({ indices, values, offsets }: Examples, example: number): SparseVector {
  const start = offsets[example] as number;
  const end = offsets[example + 1] as number;
  return { indices: indices.subarray(start, end), values: values.subarray(start, end) };
}
