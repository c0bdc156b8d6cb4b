import type { Pooling } from './text-order.js';

/** One vector of a text from those of its pieces, which lie one behind the other, `width` numbers each. */
export function poolTokens(tokens: Float32Array, width: number, pooling: Pooling): Float32Array {
  const vector = tokens.slice(0, width);
  if (pooling === 'cls') return vector;
  const pieces = tokens.length / width;
  for (let piece = 1; piece < pieces; piece++) {
    for (let at = 0; at < width; at++) {
      const value = tokens[piece * width + at] as number;
      const before = vector[at] as number;
      vector[at] = pooling === 'max' ? Math.max(before, value) : before + value;
    }
  }
  if (pooling === 'mean') for (let at = 0; at < width; at++) vector[at] = (vector[at] as number) / pieces;
  return vector;
}
