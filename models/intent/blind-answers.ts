import type { Breather } from '../../core/index.js';
import { type Examples, vectorOf } from './examples.js';
import { type Network, predictLogits } from './network.js';
import { asUnseen, featuresIn } from './unseen.js';

/**
 * What a network says of examples that it did not learn from, as they would look had they not been there.
 *
 * @param ask the examples; `learned`: those that it learned from
 * @param dense how many features, the last ones, are dense
 * @returns scores before softmax, `ask.length` × classes
 */
export async function answerBlindly(
  network: Network,
  examples: Examples,
  learned: Uint32Array,
  ask: Uint32Array,
  dense: number,
  pause: Breather,
): Promise<Float32Array<ArrayBuffer>> {
  const seen = featuresIn(examples, learned, network.features);
  const answers = new Float32Array(ask.length * network.classes);
  for (const [at, example] of ask.entries()) {
    const vector = asUnseen(vectorOf(examples, example), seen, network.features - dense);
    answers.set(predictLogits(network, vector), at * network.classes);
    if (pause.due()) await pause.breathe();
  }
  return answers;
}
