import type { Breather } from '../../core/index.js';

/** Enough for matrices of some hundred rows; later sweeps change nothing. */
const sweeps = 12;
const small = 1e-12;

/**
 * The directions in which vectors around 0 spread most, the widest first: eigenvectors of their covariance, by Jacobi's
 * rotations (Golub and Van Loan, Matrix Computations, 8.5).
 *
 * @param values vectors of length `dimensions`, one after the other
 * @returns `count` vectors of length 1
 */
export async function principalAxes(
  values: Float32Array,
  dimensions: number,
  count: number,
  pause: Breather,
): Promise<Float64Array[]> {
  const matrix = await covarianceOf(values, dimensions, pause);
  const axes = identity(dimensions);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let first = 0; first < dimensions; first++) {
      for (let second = first + 1; second < dimensions; second++) rotate(matrix, axes, first, second);
      if (pause.due()) await pause.breathe();
    }
  }
  const spread = (axis: number): number => matrix[axis]?.[axis] ?? 0;
  const order = axes.map((_, axis) => axis).sort((one, other) => spread(other) - spread(one));
  return order.slice(0, count).map((axis) => axes[axis] as Float64Array);
}

async function covarianceOf(values: Float32Array, dimensions: number, pause: Breather): Promise<Float64Array[]> {
  const matrix = identity(dimensions).map((row) => row.fill(0));
  for (let start = 0; start < values.length; start += dimensions) {
    for (let i = 0; i < dimensions; i++) {
      const row = matrix[i] as Float64Array;
      const factor = values[start + i] as number;
      for (let j = 0; j < dimensions; j++) row[j] = (row[j] as number) + factor * (values[start + j] as number);
    }
    if (pause.due()) await pause.breathe();
  }
  return matrix;
}

const identity = (size: number): Float64Array[] =>
  Array.from({ length: size }, (_, at) => {
    const row = new Float64Array(size);
    row[at] = 1;
    return row;
  });

/** Makes the entry (p, q) of a symmetric matrix zero, and turns the axes along. */
function rotate(matrix: Float64Array[], axes: Float64Array[], p: number, q: number): void {
  const rowP = matrix[p] as Float64Array;
  const rowQ = matrix[q] as Float64Array;
  const entry = rowP[q] as number;
  const pp = rowP[p] as number;
  const qq = rowQ[q] as number;
  if (Math.abs(entry) <= small * Math.sqrt(Math.abs(pp * qq))) return;
  const half = (qq - pp) / (2 * entry);
  const tangent = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.sqrt(half * half + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) turn(row, p, q, cosine, sine);
  turnRows(rowP, rowQ, cosine, sine);
  turnRows(axes[p] as Float64Array, axes[q] as Float64Array, cosine, sine);
}

function turn(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const x = row[p] as number;
  const y = row[q] as number;
  row[p] = cosine * x - sine * y;
  row[q] = sine * x + cosine * y;
}

function turnRows(first: Float64Array, second: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < first.length; at++) {
    const x = first[at] as number;
    const y = second[at] as number;
    first[at] = cosine * x - sine * y;
    second[at] = sine * x + cosine * y;
  }
}
