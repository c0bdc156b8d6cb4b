import { predictLogits, softmax } from '../intent/network.js';
import type { LearnedModel } from './moment-model.js';

/**
 * The least probability at which an intent is taken for likely: as low as it ever was where the stories have it, judged
 * with them and without. A tolerance lowers that to a quantile of what the intent was given where it did not come (the
 * definition of Rasa's `UnexpecTEDIntentPolicy`).
 */
export function findThresholds({ model, blind, examples }: LearnedModel, tolerance: number): Record<string, number> {
  const { labels, network, temperature } = model.labels;
  const lowest = new Float64Array(labels.length).fill(1);
  const elsewhere: number[][] = labels.map(() => []);
  for (const [at, { vector, label }] of examples.entries()) {
    const own = labels.indexOf(label);
    const judged = [predictLogits(network, vector)];
    const apart = blind[at];
    // A network that never met the intent says nothing of where it comes.
    if (apart?.label === own) judged.push(apart.logits.slice());
    for (const logits of judged) {
      softmax(logits, temperature);
      lowest[own] = Math.min(lowest[own] as number, logits[own] as number);
      if (tolerance > 0)
        for (const [other, share] of logits.entries()) if (other !== own) elsewhere[other]?.push(share);
    }
  }
  return Object.fromEntries(
    labels.map((label, at) => [label, Math.min(lowest[at] as number, quantile(elsewhere[at] ?? [], 1 - tolerance))]),
  );
}

/** The value below which a share of all lie; 1 when there is none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.round((sorted.length - 1) * share)] ?? 1;
}
