import { z } from 'zod';
import type { ModelFiles } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, toFloats, viewFloats } from '../bytes.js';
import type { LabelModel } from './learn-labels.js';
import { reserveNetwork } from './network.js';

const saved = z.object({
  labels: z.array(z.string()),
  temperature: z.number(),
  shape: z.object({ features: z.int(), hidden: z.int(), classes: z.int(), activation: z.enum(['relu', 'none']) }),
});

/** The files of a model that tells labels. */
export function saveLabels({ labels, network, temperature }: LabelModel): ModelFiles {
  const { features, hidden, classes, activation, kernels, layer, rows, steps } = network;
  return {
    'labels.json': jsonToBytes({ labels, temperature, shape: { features, hidden, classes, activation } }),
    output: toBytes(kernels.floats.subarray(0, layer)),
    'input.rows': new Uint8Array(kernels.bytes.slice(rows, rows + features * hidden).buffer),
    'input.steps': toBytes(steps),
  };
}

/** The model from the files of {@link saveLabels}; throws when one is missing or damaged. */
export function loadLabels(files: ModelFiles): LabelModel {
  const { labels, temperature, shape } = saved.parse(bytesToJson(files['labels.json'] as Uint8Array));
  const bytes = files['input.rows'] as Uint8Array;
  const steps = toFloats(files['input.steps'] as Uint8Array);
  if (bytes.byteLength !== shape.features * shape.hidden || steps.length !== shape.features)
    throw new Error('input.rows has another size than its network');
  const network = reserveNetwork(shape, steps);
  network.kernels.floats.set(viewFloats(files.output as Uint8Array));
  network.kernels.bytes.set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), network.rows);
  return { labels, network, temperature };
}
