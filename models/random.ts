/** A stream of numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/**
 * A small fast generator with a 32-bit state: the same seed gives the same stream on every machine.
 * The mixing is Mulberry32 by Tommy Ettinger (public domain).
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fills an array with numbers spread evenly around 0, with this standard deviation. */
export function fillRandomly(values: Float32Array, deviation: number, random: Random): void {
  const width = deviation * Math.sqrt(12);
  for (let i = 0; i < values.length; i++) values[i] = (random() - 0.5) * width;
}

/** Puts the numbers into a random order in place (Fisher and Yates). */
export function shuffle(order: Uint32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}
