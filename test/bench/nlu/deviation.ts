/** A mean and how far the values lie from it. */
export interface Deviation {
  readonly mean: number;
  /** The standard deviation of the sample; 0 of a single value. */
  readonly deviation: number;
}

/** Sums up what several random starts gave. */
export function deviationOf(values: readonly number[]): Deviation {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/** `92.5 ± 0.1 %`, from shares. */
export function percentOf(shares: readonly number[], digits = 2): string {
  const { mean, deviation } = deviationOf(shares);
  const spread = shares.length < 2 ? '' : ` ± ${(100 * deviation).toFixed(digits)}`;
  return `${(100 * mean).toFixed(digits)}${spread} %`;
}
