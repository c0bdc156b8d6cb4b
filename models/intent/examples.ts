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

/** Puts examples side by side in memory. */
export function packExamples(vectors: readonly SparseVector[], labels: readonly number[]): Examples {
  const offsets = new Uint32Array(vectors.length + 1);
  for (const [at, vector] of vectors.entries()) offsets[at + 1] = (offsets[at] as number) + vector.indices.length;
  const total = offsets[vectors.length] as number;
  const indices = new Uint32Array(total);
  const values = new Float32Array(total);
  for (const [at, vector] of vectors.entries()) {
    indices.set(vector.indices, offsets[at]);
    values.set(vector.values, offsets[at]);
  }
  return { indices, values, offsets, labels: Uint32Array.from(labels), length: vectors.length };
}
