import type { ModelFiles, TrainedPipeline } from '../../core/index.js';
import { jsonToBytes } from '../bytes.js';
import { readRow } from '../intent/byte-rows.js';
import type { LabelModel } from '../intent/learn-labels.js';
import { onnxError } from './errors.js';
import { type OnnxStep, writeOnnx } from './onnx-file.js';

/**
 * The intent classifier of a pipeline as files: `model.onnx`, and `config.json` with its labels as Hugging Face writes
 * them. The model reads a message's features as they are sparse, any number of messages at a time: `indices` (int64,
 * messages × features) and `values` (float32, of the same shape); shorter rows are filled up with index 0 and value 0.
 * It answers with `logits` and `probabilities` (float32, messages × labels); the label `(unknown)` is for messages of no
 * known intent.
 *
 * @throws ParleyError ONNX_NOTHING_TO_EXPORT
 */
export function exportIntents({ parts }: TrainedPipeline): ModelFiles {
  const classifier = parts.find(({ component }) => component.name === 'IntentClassifier');
  if (!classifier) {
    const names = parts.map(({ component }) => component.name).join(', ');
    throw onnxError('ONNX_NOTHING_TO_EXPORT', { components: names });
  }
  const model = classifier.state as LabelModel;
  const labels = Object.fromEntries(model.labels.map((label, id) => [id, label]));
  return {
    'model.onnx': classifierToOnnx(model),
    'config.json': jsonToBytes({ id2label: labels, features: model.network.features, temperature: model.temperature }),
  };
}

function classifierToOnnx({ network, labels, temperature }: LabelModel): Uint8Array {
  const { features, hidden, classes, activation, kernels } = network;
  const matrix = (at: number, ...shape: number[]) => ({
    shape,
    values: kernels.floats.slice(at, at + shape.reduce((product, size) => product * size, 1)),
  });
  const input = new Float32Array(features * hidden);
  for (let row = 0; row < features; row++) readRow(network, row, input.subarray(row * hidden, (row + 1) * hidden));
  const bends: readonly OnnxStep[] = [{ operator: 'Relu', inputs: ['layer'], outputs: ['bent'] }];
  return writeOnnx({
    name: 'IntentClassifier',
    inputs: [
      { name: 'indices', type: 'int64', shape: ['messages', 'features'] },
      { name: 'values', type: 'float32', shape: ['messages', 'features'] },
    ],
    outputs: [
      { name: 'logits', type: 'float32', shape: ['messages', classes] },
      { name: 'probabilities', type: 'float32', shape: ['messages', classes] },
    ],
    constants: [
      { name: 'input', shape: [features, hidden], values: input },
      { name: 'input_bias', ...matrix(network.inputBias, hidden) },
      { name: 'output', ...matrix(network.output, classes, hidden) },
      { name: 'output_bias', ...matrix(network.outputBias, classes) },
      { name: 'temperature', shape: [], values: Float32Array.of(temperature) },
      { name: 'middle', shape: [1], values: [1] },
    ],
    steps: [
      // The rows of the features that a message has, each times its value, added up.
      { operator: 'Gather', inputs: ['input', 'indices'], outputs: ['rows'] },
      { operator: 'Unsqueeze', inputs: ['values', 'middle'], outputs: ['factors'] },
      { operator: 'MatMul', inputs: ['factors', 'rows'], outputs: ['sums'] },
      { operator: 'Squeeze', inputs: ['sums', 'middle'], outputs: ['sum'] },
      { operator: 'Add', inputs: ['sum', 'input_bias'], outputs: ['layer'] },
      ...(activation === 'relu' ? bends : []),
      {
        operator: 'Gemm',
        inputs: [activation === 'relu' ? 'bent' : 'layer', 'output', 'output_bias'],
        outputs: ['logits'],
        attributes: { transB: 1 },
      },
      { operator: 'Div', inputs: ['logits', 'temperature'], outputs: ['softened'] },
      { operator: 'Softmax', inputs: ['softened'], outputs: ['probabilities'], attributes: { axis: -1 } },
    ],
    metadata: { labels: JSON.stringify(labels) },
  });
}
