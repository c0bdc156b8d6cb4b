import type { ScoredExample } from './calibration.js';

/** The label that stands for messages of no known intent; it is in no ranking. */
export const unknownLabel = '(unknown)';

/** The intent of messages that belong to none, as Rasa's projects name it. */
export const outOfScope = 'out_of_scope';

/** The share of known messages that may look as strange as one of no known intent. */
const mostStrange = 0.005;

/**
 * The score of one more class, "none of these", whose score is always the same: a message all of whose scores are low
 * belongs there. It is set where one in two hundred held-out messages that were understood lies below it. The largest score
 * tells strangers better than softmax does, which says nothing of how large it was (Vaze et al. 2022, "Open-Set
 * Recognition: a Good Closed-Set Classifier is All You Need?"); as a class, both decide.
 *
 * @returns `undefined` when no held-out message was understood
 */
export function scoreOfStrangers(asked: readonly ScoredExample[]): number | undefined {
  const tops: number[] = [];
  for (const { logits, label } of asked) {
    const top = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (logits[label] === top) tops.push(top);
  }
  tops.sort((a, b) => a - b);
  return tops[Math.floor(tops.length * mostStrange)];
}

/** Scores with that of one more class. */
export function withStranger(logits: Float32Array, score: number): Float32Array {
  const more = new Float32Array(logits.length + 1);
  more.set(logits);
  more[logits.length] = score;
  return more;
}
