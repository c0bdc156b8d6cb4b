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
 * long as before. Left as it is, it would look less certain than messages of people ever do. Dense features, those from
 * `firstDense` on, stay as they are.
 */
export function asUnseen({ indices, values }: SparseVector, seen: Uint8Array, firstDense: number): SparseVector {
  let whole = 0;
  let left = 0;
  for (const [at, feature] of indices.entries()) {
    if (feature >= firstDense) break;
    const square = (values[at] as number) ** 2;
    whole += square;
    if (seen[feature] === 1) left += square;
  }
  const scale = Math.sqrt(whole / Math.max(1e-12, left));
  const kept = Uint32Array.from(indices.keys()).filter((at) => seen[indices[at] as number] === 1);
  return {
    indices: Uint32Array.from(kept, (at) => indices[at] as number),
    values: Float32Array.from(kept, (at) => {
      const value = values[at] as number;
      return (indices[at] as number) < firstDense ? value * scale : value;
    }),
  };
}
