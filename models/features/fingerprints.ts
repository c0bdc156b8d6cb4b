/**
 * A growing list of 64-bit fingerprints, each in two 32-bit halves. N-grams are told apart by their fingerprints instead
 * of by strings: among a million of them the chance that any two are alike is 3 in 100 million.
 */
export class Fingerprints {
  high = new Uint32Array(1024);
  low = new Uint32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Adds a fingerprint from the running states of the two hashes. */
  add(high: number, low: number): void {
    if (this.length === this.high.length) this.grow();
    this.high[this.length] = finish(high);
    this.low[this.length] = finish(low);
    this.length++;
  }

  private grow(): void {
    const high = new Uint32Array(this.high.length * 2);
    const low = new Uint32Array(this.low.length * 2);
    high.set(this.high);
    low.set(this.low);
    this.high = high;
    this.low = low;
  }
}

/** Where the two running hashes start. */
export const highStart = 0x811c9dc5;
export const lowStart = 0x9747b28c;

/** One more number into the first running hash (FNV-1a's prime, with a rotation so that high bits come down). */
export const mixHigh = (state: number, value: number): number => {
  const mixed = Math.imul(state ^ value, 0x01000193);
  return (mixed << 13) | (mixed >>> 19);
};

/** One more number into the second running hash (a multiplier of MurmurHash3). */
export const mixLow = (state: number, value: number): number => {
  const mixed = Math.imul(state ^ Math.imul(value + 0x7f4a7c15, 0xcc9e2d51), 0x1b873593);
  return (mixed << 15) | (mixed >>> 17);
};

/** MurmurHash3's final mixing (Austin Appleby, public domain): every bit of the state moves every bit of the result. */
function finish(state: number): number {
  let mixed = state ^ (state >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
