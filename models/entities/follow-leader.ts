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
  /** One by the rate. */
  private readonly inertia: number;
  private readonly sparsity: number;
  private readonly decay: number;
  private readonly weights: Float32Array;
  /** The sum of gradients, each less what its step took back. */
  private readonly sums: Float32Array;
  /** The root of the sum of the gradients' squares. */
  private readonly roots: Float32Array;

  constructor(weights: Float32Array, { rate, sparsity, decay }: LeaderSettings) {
    this.inertia = 1 / rate;
    this.sparsity = sparsity;
    this.decay = caution / rate + decay;
    this.weights = weights;
    this.sums = new Float32Array(weights.length);
    this.roots = new Float32Array(weights.length);
  }

  /** Moves a weight against its gradient. */
  learn(at: number, gradient: number): void {
    const before = this.roots[at] as number;
    const root = Math.sqrt(before * before + gradient * gradient);
    const sum = (this.sums[at] as number) + gradient - (root - before) * this.inertia * (this.weights[at] as number);
    this.roots[at] = root;
    this.sums[at] = sum;
    const excess = sum > 0 ? Math.max(0, sum - this.sparsity) : Math.min(0, sum + this.sparsity);
    this.weights[at] = -excess / (root * this.inertia + this.decay);
  }
}
