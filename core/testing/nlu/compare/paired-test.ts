/** How two ways of answering the same questions differ. */
export interface PairedResult {
  /** By how much the second is right more often, -1 to 1. */
  readonly difference: number;
  /** Between these the difference lies in 95 of 100 such tests. */
  readonly interval: readonly [low: number, high: number];
  /** Questions that the second answers better, and those that the first does. */
  readonly better: number;
  readonly worse: number;
  /** How likely so uneven a count is when neither is better. */
  readonly chance: number;
}

/** Below this chance a difference is called real. */
const RARE = 0.05;

/**
 * Compares two ways by the questions that only one of them answers rightly (McNemar's test, exact: the binomial one). Of
 * questions that were asked several times each counts once, for the way that was right more often.
 *
 * @param pairs by question, the share of times that the first and the second were right
 * @param comparisons how many such tests are made at once, which makes chance findings likelier (Bonferroni)
 */
export function pairedTest(
  pairs: readonly (readonly [first: number, second: number])[],
  comparisons = 1,
): PairedResult {
  const gains = pairs.map(([first, second]) => second - first);
  const count = Math.max(1, gains.length);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(1, gains.length - 1);
  const reach = 1.96 * Math.sqrt(variance / count);
  const better = gains.filter((gain) => gain > 0).length;
  const worse = gains.filter((gain) => gain < 0).length;
  const chance = Math.min(1, comparisons * signTest(better, worse));
  return { difference: mean, interval: [mean - reach, mean + reach], better, worse, chance };
}

/** Whether a difference is real, in the sense that chance alone would rarely make one as great. */
export const isReal = ({ chance }: PairedResult): boolean => chance < RARE;

/** The chance that of so many fair coins at least as many fall on one side. */
function signTest(one: number, other: number): number {
  const all = one + other;
  let logarithm = -all * Math.LN2;
  let sum = 0;
  for (let heads = 0; heads <= Math.min(one, other); heads++) {
    sum += Math.exp(logarithm);
    logarithm += Math.log(all - heads) - Math.log(heads + 1);
  }
  return Math.min(1, 2 * sum);
}
