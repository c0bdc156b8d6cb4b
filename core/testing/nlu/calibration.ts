/** A prediction: how sure it was, 0 to 1, and whether it was right. */
export interface SurePrediction {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Predictions whose confidence lies in one stretch. */
export interface ConfidenceBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly right: number;
  /** The mean confidence; 0 in an empty bin. */
  readonly confidence: number;
}

/** Sorts predictions into stretches of equal width by how sure they were. */
export function confidenceBins(predictions: readonly SurePrediction[], count: number): readonly ConfidenceBin[] {
  const bins = Array.from({ length: count }, () => ({ count: 0, right: 0, sum: 0 }));
  for (const { confidence, isRight } of predictions) {
    const bin = bins[Math.min(count - 1, Math.max(0, Math.floor(confidence * count)))];
    if (!bin) continue;
    bin.count += 1;
    bin.sum += confidence;
    if (isRight) bin.right += 1;
  }
  return bins.map((bin, at) => ({
    from: at / count,
    to: (at + 1) / count,
    count: bin.count,
    right: bin.right,
    confidence: bin.sum / Math.max(1, bin.count),
  }));
}

/** How far confidence is from the share that is right, on average (expected calibration error; Guo et al. 2017), 0 to 1. */
export function calibrationError(predictions: readonly SurePrediction[]): number {
  const gaps = confidenceBins(predictions, 15).map(({ count, right, confidence }) =>
    Math.abs(right - confidence * count),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, predictions.length);
}

/**
 * The chance that a positive scores higher than a negative, ties counting half: the area under the ROC curve, as the
 * Mann-Whitney U statistic; `undefined` without one of each.
 */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const all = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((one, other) => one.score - other.score);
  let ranks = 0;
  for (let first = 0; first < all.length; ) {
    let next = first;
    while (next < all.length && all[next]?.score === all[first]?.score) next += 1;
    const rank = (first + next + 1) / 2;
    for (let at = first; at < next; at++) if (all[at]?.isPositive) ranks += rank;
    first = next;
  }
  const least = (positives.length * (positives.length + 1)) / 2;
  return (ranks - least) / (positives.length * negatives.length);
}
