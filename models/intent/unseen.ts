import type { SparseVector } from '../../core/index.js';
import type { Examples } from './examples.js';

/** Which features occur in some of the examples: by feature, 1 or 0. */
export function featuresIn(examples: Examples, only: Uint32Array, features: number): Uint8Array {
  const seen = new Uint8Array(features);
  for (const example of only) {
    const end = examples.offsets[example + 1] as number;
    for (let at = examples.offsets[example] as number; at < end; at++) seen[examples.indices[at] as number] = 1;
  }
  return seen;
}

/**
 * An example as it would look had the featurizer not learned from it: without the features that only it brought, and as
 * long as before. Left as it is, it would look less certain than messages of people ever do.
 */
export function asUnseen(vector: SparseVector, seen: Uint8Array): SparseVector {
  const indices = vector.indices.filter((feature) => seen[feature] === 1);
  const values = vector.values.filter((_, at) => seen[vector.indices[at] as number] === 1);
  const scale = Math.sqrt(squareOf(vector.values) / Math.max(1e-12, squareOf(values)));
  return { indices, values: values.map((value) => value * scale) };
}

const squareOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);
