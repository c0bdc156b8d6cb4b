import type { IntentScore } from '../../core/index.js';
import { unknownLabel } from './strangers.js';

/** Intents with their confidences, the surest first; equals by name. What is left to 1 belongs to none of them. */
export function rank(names: readonly string[], shares: Float32Array): IntentScore[] {
  return names
    .map((name, at) => ({ name, confidence: shares[at] as number }))
    .filter(({ name }) => name !== unknownLabel)
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
}
