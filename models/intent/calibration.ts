import type { Breather } from '../../core/index.js';
import { softmax } from './network.js';

/** Scores of one example, before softmax, with the number of its true class; -1: none of them, all were wrong. */
export interface ScoredExample {
  readonly logits: Float32Array;
  readonly label: number;
}

const lowestTemperature = 0.3;
const highestTemperature = 5;
/** Each step narrows the search to 62 %: 14 steps find the temperature to half a percent. */
const searchSteps = 14;
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature under which the scores of examples that a model did not learn from are the most likely: confidences
 * divided by it are right as often as they say. Guo et al. 2017, "On Calibration of Modern Neural Networks".
 */
export async function fitTemperature(examples: readonly ScoredExample[], pause: Breather): Promise<number> {
  if (examples.length === 0) return 1;
  // Golden section search (Kiefer 1953): the likelihood has one peak over the temperature.
  const at = (logarithm: number): Promise<number> => surprise(examples, Math.exp(logarithm), pause);
  let low = Math.log(lowestTemperature);
  let high = Math.log(highestTemperature);
  let left = high - goldenRatio * (high - low);
  let right = low + goldenRatio * (high - low);
  let atLeft = await at(left);
  let atRight = await at(right);
  for (let step = 0; step < searchSteps; step++) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - goldenRatio * (high - low);
      atLeft = await at(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + goldenRatio * (high - low);
      atRight = await at(right);
    }
  }
  return Math.exp((low + high) / 2);
}

/** A number on the whole is known well enough from so many examples. */
const largestSample = 4_000;

/** Some examples that stand for all of them, evenly spread. */
export function sampleOf<Example>(examples: readonly Example[]): readonly Example[] {
  const every = Math.max(1, Math.ceil(examples.length / largestSample));
  return examples.filter((_, at) => at % every === 0);
}

/** The mean negative logarithm of what the true classes were given. */
async function surprise(examples: readonly ScoredExample[], temperature: number, pause: Breather): Promise<number> {
  let sum = 0;
  for (const { logits, label } of examples) {
    const shares = logits.slice();
    softmax(shares, temperature);
    const right = label < 0 ? 1 - Math.max(...shares) : (shares[label] as number);
    sum -= Math.log(Math.max(1e-12, right));
    if (pause.due()) await pause.breathe();
  }
  return sum / examples.length;
}
