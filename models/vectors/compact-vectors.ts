import type { Breather } from '../../core/index.js';
import type { CollectedVectors } from './collect-vectors.js';
import { principalAxes } from './principal-axes.js';
import { roundVectors, type VectorTable } from './vector-table.js';

/**
 * Makes a table of vectors: moved so that their mean is 0 (what all words share tells none from another), turned onto
 * the `dimensions` directions in which they differ most when they are to be shorter, and rounded.
 */
export async function compactVectors(
  { words, dimensions: given, values }: CollectedVectors,
  dimensions: number,
  pause: Breather,
): Promise<VectorTable> {
  const centred = await centre(values, given, pause);
  if (dimensions >= given) return roundVectors(words, given, centred, pause);
  const axes = await principalAxes(centred, given, dimensions, pause);
  const shorter = new Float32Array(words.size * dimensions);
  for (let word = 0; word < words.size; word++) {
    const vector = centred.subarray(word * given, (word + 1) * given);
    for (const [axis, direction] of axes.entries()) shorter[word * dimensions + axis] = dot(vector, direction);
    if (pause.due()) await pause.breathe();
  }
  return roundVectors(words, dimensions, shorter, pause);
}

async function centre(values: Float32Array, dimensions: number, pause: Breather): Promise<Float32Array> {
  const mean = new Float64Array(dimensions);
  const share = dimensions / values.length;
  for (let start = 0; start < values.length; start += dimensions) {
    for (let column = 0; column < dimensions; column++) {
      mean[column] = (mean[column] as number) + share * (values[start + column] as number);
    }
    if (pause.due()) await pause.breathe();
  }
  const centred = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += dimensions) {
    for (let column = 0; column < dimensions; column++) {
      centred[start + column] = (values[start + column] as number) - (mean[column] as number);
    }
    if (pause.due()) await pause.breathe();
  }
  return centred;
}

function dot(vector: Float32Array, direction: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += (vector[at] as number) * (direction[at] as number);
  return sum;
}
