import { z } from 'zod';
import type { ModelFiles } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, viewFloats } from '../bytes.js';
import type { LabelModel } from './learn-labels.js';
import { reserveNetwork } from './network.js';

const saved = z.object({
  labels: z.array(z.string()),
  temperature: z.number(),
  shape: z.object({ features: z.int(), hidden: z.int(), classes: z.int(), activation: z.enum(['relu', 'none']) }),
});

/** The files of a model that tells labels. */
export function saveLabels({ labels, network, temperature }: LabelModel): ModelFiles {
  const { features, hidden, classes, activation, kernels, layer } = network;
  return {
    'labels.json': jsonToBytes({ labels, temperature, shape: { features, hidden, classes, activation } }),
    weights: toBytes(kernels.floats.subarray(0, layer)),
  };
}

/** The model from the files of {@link saveLabels}; throws when one is missing or damaged. */
export function loadLabels(files: ModelFiles): LabelModel {
  const { labels, temperature, shape } = saved.parse(bytesToJson(files['labels.json'] as Uint8Array));
  const network = reserveNetwork(shape);
  network.kernels.floats.set(viewFloats(files.weights as Uint8Array));
  return { labels, network, temperature };
}
