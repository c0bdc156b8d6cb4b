import { highStart, lowStart, mixHigh, mixLow } from '../features/fingerprints.js';

/** Where the two running hashes stand after a word, a shape or an ending. */
export interface WordHash {
  readonly high: number;
  readonly low: number;
}

/** The hashes of a text. */
export function hashText(text: string): WordHash {
  let high = highStart;
  let low = lowStart;
  for (let at = 0; at < text.length; at++) {
    high = mixHigh(high, text.charCodeAt(at));
    low = mixLow(low, text.charCodeAt(at));
  }
  return { high, low };
}
