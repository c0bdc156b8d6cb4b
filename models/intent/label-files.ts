import { z } from 'zod';
import type { ModelFiles } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, viewFloats } from '../bytes.js';
import type { LabelModel } from './learn-labels.js';
import { reserveNetwork } from './network.js';
import { packRows, unpackRows } from './rounded-rows.js';

const saved = z.object({
  labels: z.array(z.string()),
  temperature: z.number(),
  shape: z.object({ features: z.int(), hidden: z.int(), classes: z.int(), activation: z.enum(['relu', 'none']) }),
});

/** The files of a model that tells labels. */
export function saveLabels({ labels, network, temperature }: LabelModel): ModelFiles {
  const { features, hidden, classes, activation, kernels, input } = network;
  const { rows, steps } = packRows(network);
  return {
    'labels.json': jsonToBytes({ labels, temperature, shape: { features, hidden, classes, activation } }),
    output: toBytes(kernels.floats.subarray(0, input)),
    'input.rows': new Uint8Array(rows.buffer),
    'input.steps': toBytes(steps),
  };
}

/** The model from the files of {@link saveLabels}; throws when one is missing or damaged. */
export function loadLabels(files: ModelFiles): LabelModel {
  const { labels, temperature, shape } = saved.parse(bytesToJson(files['labels.json'] as Uint8Array));
  const network = reserveNetwork(shape);
  network.kernels.floats.set(viewFloats(files.output as Uint8Array));
  const bytes = files['input.rows'] as Uint8Array;
  if (bytes.byteLength !== shape.features * shape.hidden)
    throw new Error('input.rows has another size than its network');
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  unpackRows(network, rows, viewFloats(files['input.steps'] as Uint8Array));
  return { labels, network, temperature };
}
