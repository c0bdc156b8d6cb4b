import { infoAt, type Problem } from '../../../project/problem.js';
import { baseIntent, bestIntent, type JudgedExample } from '../judged-example.js';

/** From this on, a prediction is sure enough to doubt what a person wrote. */
const SURE = 0.8;

/**
 * Examples that likely stand under the wrong intent: held out, they are taken for another one as surely as those that do
 * belong to it are on average, and surely (confident learning; Northcutt et al. 2021). The surest come first.
 */
export function misplaced(judged: readonly JudgedExample[]): Problem[] {
  const usual = usualConfidence(judged);
  return judged
    .map(({ example, result }) => ({ example, best: bestIntent(result) }))
    .filter(({ example, best: { name, confidence } }) => {
      if (name === null || name === baseIntent(example.intent)) return false;
      return confidence >= Math.max(SURE, usual.get(name) ?? 1);
    })
    .sort((one, other) => other.best.confidence - one.best.confidence)
    .map(({ example: { text, intent, place }, best }) => {
      const parameters = { text, intent, other: best.name ?? '', confidence: best.confidence.toFixed(2) };
      return infoAt(place, 'QUALITY_EXAMPLE_MISPLACED', parameters);
    });
}

/** By intent: how sure the NLU is of it, on average, in examples of it. */
function usualConfidence(judged: readonly JudgedExample[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { example, result } of judged) {
    const intent = baseIntent(example.intent);
    const own = sums.get(intent) ?? { sum: 0, count: 0 };
    own.sum += result.intent_ranking.find(({ name }) => name === intent)?.confidence ?? 0;
    own.count += 1;
    sums.set(intent, own);
  }
  return new Map([...sums].map(([intent, { sum, count }]) => [intent, sum / count]));
}
