import type { Breather } from '../../core/index.js';
import { readRow, writeRow } from './byte-rows.js';
import { type Network, reserveNetwork } from './network.js';

/**
 * Networks of one shape as a single one, whose scores are the mean of theirs: their hidden layers lie side by side. So an
 * ensemble is saved, run and exported like any other network.
 *
 * @param constant the score of one more class, which is the same for all messages
 */
export async function joinNetworks(
  networks: readonly Network[],
  constant: number | undefined,
  pause: Breather,
): Promise<Network> {
  const [first] = networks;
  if (!first) throw new Error('There are no networks to join.');
  if (networks.length === 1 && constant === undefined) return first;
  const { hidden, classes, features, activation } = first;
  const joined = reserveNetwork({
    features,
    hidden: hidden * networks.length,
    classes: constant === undefined ? classes : classes + 1,
    activation,
  });
  const { floats } = joined.kernels;
  if (constant !== undefined) floats[joined.outputBias + classes] = constant;
  for (const [at, { kernels, ...part }] of networks.entries()) {
    const own = kernels.floats;
    const put = (target: number, source: number, factor: number) => {
      for (let j = 0; j < hidden; j++) floats[target + at * hidden + j] = (own[source + j] as number) * factor;
    };
    put(joined.inputBias, part.inputBias, 1);
    for (let label = 0; label < classes; label++) {
      put(joined.output + label * joined.hidden, part.output + label * hidden, 1 / networks.length);
      const bias = (own[part.outputBias + label] as number) / networks.length;
      floats[joined.outputBias + label] = (floats[joined.outputBias + label] as number) + bias;
    }
  }
  const weights = new Float32Array(joined.hidden);
  for (let row = 0; row < features; row++) {
    for (const [at, part] of networks.entries()) readRow(part, row, weights.subarray(at * hidden));
    writeRow(joined, row, weights);
    if (row % rowsAtOnce === 0 && pause.due()) await pause.breathe();
  }
  return joined;
}

const rowsAtOnce = 1_000;
