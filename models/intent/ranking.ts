import type { IntentScore } from '../../core/index.js';

/** Intents with their confidences, the surest first; equals by name. */
export function rank(names: readonly string[], shares: Float32Array): IntentScore[] {
  return names
    .map((name, at) => ({ name, confidence: shares[at] as number }))
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
}
