/** How boldly weights are learned, and how strongly they are held down. */
export interface LeaderSettings {
  /** The size of the first steps. */
  readonly rate: number;
  /** Holds weights at exactly zero that examples hardly call for (L1). */
  readonly sparsity: number;
  /** Holds large weights down (L2). */
  readonly decay: number;
}

/** Keeps the first steps of a weight from being as large as `rate`. */
const caution = 1;

/**
 * Learns weights one gradient at a time: FTRL-Proximal with a rate of its own for each weight (McMahan et al. 2013, Ad
 * Click Prediction). Weights that stay zero cost nothing in the finished model.
 */
export class FollowLeader {
  private readonly settings: LeaderSettings;
  private readonly weights: Float32Array;
  /** The sum of gradients, each less what its step took back. */
  private readonly sums: Float32Array;
  /** The sum of the gradients' squares. */
  private readonly squares: Float32Array;

  constructor(weights: Float32Array, settings: LeaderSettings) {
    this.weights = weights;
    this.settings = settings;
    this.sums = new Float32Array(weights.length);
    this.squares = new Float32Array(weights.length);
  }

  /** Moves a weight against its gradient. */
  learn(at: number, gradient: number): void {
    const { rate, sparsity, decay } = this.settings;
    const before = this.squares[at] as number;
    const after = before + gradient * gradient;
    const root = Math.sqrt(after);
    const sum =
      (this.sums[at] as number) + gradient - ((root - Math.sqrt(before)) / rate) * (this.weights[at] as number);
    this.squares[at] = after;
    this.sums[at] = sum;
    const size = Math.abs(sum) - sparsity;
    this.weights[at] = size <= 0 ? 0 : (-Math.sign(sum) * size) / ((caution + root) / rate + decay);
  }
}
