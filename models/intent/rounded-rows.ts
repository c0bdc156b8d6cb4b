import type { Network } from './network.js';

/** The largest whole number that a weight is kept as. */
const largest = 127;
/** Steps have so few digits that a step times a whole number is exact: rounding again changes nothing. */
const digitsOfStep = 2 ** 16;

/**
 * Rounds each row of the input matrix to whole multiples of a step of its own, so that a weight fits into 8 bits. All
 * networks are rounded as soon as they are trained: what is measured is what will be saved.
 */
export function roundRows({ kernels, input, features, hidden }: Network): void {
  const { floats } = kernels;
  for (let row = 0; row < features; row++) {
    const start = input + row * hidden;
    const step = stepOf(floats, start, hidden);
    if (step === 0) continue;
    for (let at = start; at < start + hidden; at++) floats[at] = Math.round((floats[at] as number) / step) * step;
  }
}

function stepOf(floats: Float32Array, start: number, length: number): number {
  let top = 0;
  for (let at = start; at < start + length; at++) top = Math.max(top, Math.abs(floats[at] as number));
  if (top === 0) return 0;
  const step = top / largest;
  const unit = 2 ** Math.floor(Math.log2(step)) / digitsOfStep;
  return Math.round(step / unit) * unit;
}

/** The rows that {@link roundRows} made, as whole numbers, and each row's step. */
export function packRows({ kernels, input, features, hidden }: Network): { rows: Int8Array; steps: Float32Array } {
  const { floats } = kernels;
  const rows = new Int8Array(features * hidden);
  const steps = new Float32Array(features);
  for (let row = 0; row < features; row++) {
    const start = input + row * hidden;
    const step = stepOf(floats, start, hidden);
    steps[row] = step;
    if (step === 0) continue;
    for (let j = 0; j < hidden; j++) rows[row * hidden + j] = Math.round((floats[start + j] as number) / step);
  }
  return { rows, steps };
}

/** Fills a network's input matrix from what {@link packRows} gave. */
export function unpackRows({ kernels, input, hidden }: Network, rows: Int8Array, steps: Float32Array): void {
  const { floats } = kernels;
  for (let row = 0; row < steps.length; row++) {
    const step = steps[row] as number;
    for (let at = row * hidden; at < (row + 1) * hidden; at++) floats[input + at] = (rows[at] as number) * step;
  }
}
