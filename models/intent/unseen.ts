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

/** Sums of squares are compared to this many digits. */
const precision = 1e-4;

/**
 * An example as it would look had the featurizer not learned from it: without the features that only it brought, and each
 * block of features as long as before. Left as it is, it would look less certain than messages of people ever do. Dense
 * features, those from `firstDense` on, stay as they are.
 */
export function asUnseen({ indices, values }: SparseVector, seen: Uint8Array, firstDense: number): SparseVector {
  const blocks = blocksOf(values);
  const whole: number[] = [];
  const left: number[] = [];
  const kept: number[] = [];
  for (const [at, feature] of indices.entries()) {
    const block = blocks[at] as number;
    const square = (values[at] as number) ** 2;
    whole[block] = (whole[block] ?? 0) + square;
    if (seen[feature] !== 1) continue;
    kept.push(at);
    left[block] = (left[block] ?? 0) + square;
  }
  const scaleOf = (block: number): number =>
    Math.sqrt((whole[block] as number) / Math.max(1e-12, left[block] as number));
  return {
    indices: Uint32Array.from(kept, (at) => indices[at] as number),
    values: Float32Array.from(kept, (at) => {
      const value = values[at] as number;
      return (indices[at] as number) < firstDense ? value * scaleOf(blocks[at] as number) : value;
    }),
  };
}

/** By feature, its block: blocks have length 1, so one ends where the sum of squares reaches a whole number. */
function blocksOf(values: Float32Array): Uint32Array {
  let sum = 0;
  return Uint32Array.from(values, (value) => {
    const block = Math.floor(sum + precision);
    sum += value * value;
    return block;
  });
}
