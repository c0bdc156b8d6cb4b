import type { LearningNetwork } from './learning-network.js';
import { type Network, reserveNetwork } from './network.js';

/** The largest whole number that a weight is kept as. */
const largest = 127;

/**
 * Writes one row of weights into a network, as whole multiples of a step of their own. All networks are rounded as soon
 * as they are trained: what is measured is what will be saved.
 */
export function writeRow({ kernels, rows, hidden, steps }: Network, row: number, weights: Float32Array): void {
  let top = 0;
  for (let at = 0; at < hidden; at++) top = Math.max(top, Math.abs(weights[at] as number));
  const step = Math.fround(top / largest);
  steps[row] = step;
  if (step === 0) return;
  const start = rows + row * hidden;
  for (let at = 0; at < hidden; at++) kernels.bytes[start + at] = Math.round((weights[at] as number) / step);
}

/** Reads one row of weights. */
export function readRow({ kernels, rows, hidden, steps }: Network, row: number, into: Float32Array): void {
  const start = rows + row * hidden;
  const step = steps[row] as number;
  for (let at = 0; at < hidden; at++) into[at] = (kernels.bytes[start + at] as number) * step;
}

/** A network that has learned, as it is kept. */
export function finishNetwork(learned: LearningNetwork): Network {
  const { features, hidden, classes, activation, layer, input } = learned;
  const { floats } = learned.kernels;
  const network = reserveNetwork({ features, hidden, classes, activation });
  network.kernels.floats.set(floats.subarray(0, layer));
  for (let row = 0; row < features; row++) {
    const start = input + row * hidden;
    writeRow(network, row, floats.subarray(start, start + hidden));
  }
  return network;
}
