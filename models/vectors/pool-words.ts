import type { Fingerprints } from '../features/fingerprints.js';
import type { VectorTable } from './vector-table.js';

/** Words more frequent than this share of all words weigh less than half (Arora et al. 2017, who took it too). */
const turningPoint = 1e-3;
/** Of English words, the one of rank r makes up about this share, divided by r (Zipf's law). */
const zipf = 0.08;

/** How much the word of a rank, counted from 0, weighs: from 0.02 for the most frequent to 1 for rare ones. */
const weightOf = (rank: number): number => turningPoint / (turningPoint + zipf / (rank + 2));

/**
 * The mean of the vectors of a text's words, frequent words counting less: Arora et al. 2017, "A Simple but Tough-to-Beat
 * Baseline for Sentence Embeddings". Writes `table.dimensions` numbers; false when no word is known.
 */
export function poolWords(list: Fingerprints, table: VectorTable, into: Float32Array): boolean {
  const { dimensions, rows, steps } = table;
  into.fill(0);
  let total = 0;
  for (let at = 0; at < list.length; at++) {
    const row = table.rowOf(list, at);
    if (row < 0) continue;
    const weight = weightOf(row);
    total += weight;
    const scale = weight * (steps[row] as number);
    const start = row * dimensions;
    for (let column = 0; column < dimensions; column++) {
      into[column] = (into[column] as number) + scale * (rows[start + column] as number);
    }
  }
  if (total === 0) return false;
  for (let column = 0; column < dimensions; column++) into[column] = (into[column] as number) / total;
  return true;
}
