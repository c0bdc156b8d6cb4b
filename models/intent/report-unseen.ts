import type { IntentScore, Message, TrainContext } from '../../core/index.js';

const bins = 15;

/**
 * Reports how well a classifier does with examples that it had not seen: the share that it got right, and how far its
 * confidence was from that, on the average of 15 bins of equal width (Naeini et al. 2015, "Obtaining Well Calibrated
 * Probabilities Using Bayesian Binning").
 */
export function reportUnseen(
  unseen: ReadonlyMap<Message, readonly IntentScore[]>,
  labelOf: (message: Message) => string,
  { report }: Pick<TrainContext, 'report'>,
): void {
  if (!report || unseen.size === 0) return;
  const surplus = new Float64Array(bins);
  let right = 0;
  for (const [message, [best = { name: null, confidence: 0 }]] of unseen) {
    const hit = best.name === labelOf(message) ? 1 : 0;
    const bin = Math.min(bins - 1, Math.floor(best.confidence * bins));
    surplus[bin] = (surplus[bin] ?? 0) + best.confidence - hit;
    right += hit;
  }
  report('examples', unseen.size);
  report('accuracy', rounded(right / unseen.size));
  report('calibration_error', rounded(surplus.reduce((sum, one) => sum + Math.abs(one), 0) / unseen.size));
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
