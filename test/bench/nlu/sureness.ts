import { best, type Judged } from '../nlu-scores.js';
import { elsewhere, unknown } from './training.js';

/**
 * The chance that a message of a known intent is answered more surely than a strange one: the area under the ROC curve, as
 * Mann and Whitney count it. `NaN` when there are none of either.
 *
 * @param strange which messages are meant; other strange ones are left out
 */
export function surenessOf(all: readonly Judged[], strange: typeof unknown | typeof elsewhere): number {
  const others = strange === unknown ? elsewhere : unknown;
  const sorted = all
    .filter(({ example }) => example.intent !== others)
    .map(({ example, result }) => ({ known: example.intent !== strange, sure: best(result)?.confidence ?? 0 }))
    .sort((a, b) => a.sure - b.sure);
  let rankSum = 0;
  let known = 0;
  for (let first = 0; first < sorted.length; ) {
    let last = first;
    while (sorted[last + 1]?.sure === sorted[first]?.sure) last++;
    for (let at = first; at <= last; at++) {
      if (!sorted[at]?.known) continue;
      known++;
      // Equals share the mean of their ranks, which count from 1.
      rankSum += (first + last) / 2 + 1;
    }
    first = last + 1;
  }
  return (rankSum - (known * (known + 1)) / 2) / (known * (sorted.length - known));
}
