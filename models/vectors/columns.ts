import { toBytes, toFloats } from '../bytes.js';

/** How the columns of training messages are spread: their means, and what to multiply with. */
export interface Columns {
  readonly means: Float32Array;
  readonly factors: Float32Array;
}

/** How long a message's vector is, on average; sparse features have two blocks of length 1. */
const usualLength = 2;

/** Learns the spread of vectors of length `dimensions`. */
export function learnColumns(vectors: readonly Float32Array[], dimensions: number): Columns {
  const sums = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  for (const vector of vectors) {
    for (let column = 0; column < dimensions; column++) {
      const value = vector[column] as number;
      sums[column] = (sums[column] as number) + value;
      squares[column] = (squares[column] as number) + value * value;
    }
  }
  const count = Math.max(1, vectors.length);
  const means = Float32Array.from(sums, (sum) => sum / count);
  const factors = Float32Array.from(squares, (square, column) => {
    const variance = square / count - (means[column] as number) ** 2;
    return variance > 1e-12 ? usualLength / Math.sqrt(variance * dimensions) : 0;
  });
  return { means, factors };
}

/** Brings a vector to mean 0 and equal spread, in place. */
export function levelColumns(vector: Float32Array, { means, factors }: Columns): void {
  for (let column = 0; column < vector.length; column++) {
    vector[column] = ((vector[column] as number) - (means[column] as number)) * (factors[column] as number);
  }
}

/** The two rows one after the other. */
export const saveColumns = ({ means, factors }: Columns): Uint8Array =>
  Buffer.concat([toBytes(means), toBytes(factors)]);

/** The columns that {@link saveColumns} wrote; throws when they are not `dimensions`. */
export function loadColumns(bytes: Uint8Array, dimensions: number): Columns {
  const both = toFloats(bytes);
  if (both.length !== 2 * dimensions) throw new Error('the columns do not fit the word vectors');
  return { means: both.subarray(0, dimensions), factors: both.subarray(dimensions) };
}
