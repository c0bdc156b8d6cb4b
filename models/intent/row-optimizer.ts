import type { Kernels } from '../kernels.js';

const spreadDecay = 0.999;
const guard = 1e-8;

/**
 * Adam without momentum and with one learning rate per row of a matrix: a row is updated only in steps that touch it, by
 * the mean square of its gradient so far. It keeps one number per row where Adam keeps two per weight, and learned as
 * well in trials. After Kingma and Ba 2015 (Adam), Gupta et al. 2014 (one rate per row).
 */
export class RowOptimizer {
  private readonly kernels: Kernels;
  private readonly start: number;
  private readonly width: number;
  private readonly spread: Float32Array;
  private rate = 0;
  private correction = 1;

  /** For the matrix of `rows` × `width` at `start` of the kernels' memory. */
  constructor(kernels: Kernels, start: number, rows: number, width: number) {
    this.kernels = kernels;
    this.start = start;
    this.width = width;
    this.spread = new Float32Array(rows);
  }

  /** Begins step number `step`, counted from 1, at this learning rate. */
  begin(step: number, learningRate: number): void {
    this.rate = learningRate;
    this.correction = 1 / (1 - spreadDecay ** step);
  }

  /** Moves one row against `scale` × the gradient at this place of the memory. */
  update(row: number, gradient: number, scale: number): void {
    const { kernels, width, spread } = this;
    const square = (scale * scale * kernels.dot(gradient, gradient, width)) / width;
    const known = spreadDecay * (spread[row] as number) + (1 - spreadDecay) * square;
    spread[row] = known;
    const rate = this.rate / (Math.sqrt(known * this.correction) + guard);
    kernels.addScaled(this.start + row * width, gradient, -rate * scale, width);
  }
}
