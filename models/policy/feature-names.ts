import type { SparseVector } from '../../core/index.js';

/** The features that training saw, by name. */
export interface FeatureNames {
  readonly size: number;
  readonly all: readonly string[];
  has(name: string): boolean;
  /** The known ones as a vector; all of them, unknown ones included, would make it as long as 4. */
  toVector(features: ReadonlyMap<string, number>): SparseVector;
}

/** Vectors of length 1 would need larger weights, and more steps, to be sure. */
const length = 4;

/** Numbers features in the order of their names. */
export function nameFeatures(all: readonly string[]): FeatureNames {
  const numbers = new Map(all.map((name, at) => [name, at]));
  return {
    size: all.length,
    all,
    has: (name) => numbers.has(name),
    toVector: (features) => {
      let square = 0;
      for (const weight of features.values()) square += weight * weight;
      const scale = length / Math.sqrt(square || 1);
      const known = [...features].filter(([name]) => numbers.has(name));
      return {
        indices: Uint32Array.from(known, ([name]) => numbers.get(name) as number),
        values: Float32Array.from(known, ([, weight]) => weight * scale),
      };
    },
  };
}
