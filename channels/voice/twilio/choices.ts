import { type Choice, chosenOf } from '../spoken/chosen.js';

/** Words that stand for a key, and what callers put around them. */
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const before = /^(?:(?:number|option|press|the|and|um|uh) )+/;
const after = / (?:one|option|please)$/;

/**
 * What a caller chose by a key, a title or the name of a key.
 *
 * @example chosenBy('Number two, please.', choices) // '/deny'
 * @returns the payload, or `undefined` when nothing was chosen
 */
export function chosenBy(said: string, choices: readonly Choice[]): string | undefined {
  const words = said
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const short = words.replace(before, '').replace(after, '');
  const key = Math.max(numbers.indexOf(short), ordinals.indexOf(short)) + 1;
  return chosenOf(said, choices) ?? chosenOf(key > 0 ? String(key) : short, choices);
}
