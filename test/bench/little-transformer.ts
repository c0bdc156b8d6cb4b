import { type OnnxConstant, type OnnxStep, writeOnnx } from '../../models/onnx/onnx-file.js';
import { randomFrom } from '../../models/random.js';

/** How large a transformer is. */
export interface TransformerSize {
  readonly layers: number;
  /** A multiple of 32, which is what each head of its attention has. */
  readonly hidden: number;
  readonly vocabulary: number;
}

const perHead = 32;

/** A transformer's encoder with random weights: it knows nothing, and takes as long as one of its size that does. */
export function littleTransformer({ layers, hidden, vocabulary }: TransformerSize): Uint8Array {
  const random = randomFrom(1);
  const constants: OnnxConstant[] = [
    { name: 'one', shape: [], values: Float32Array.of(1) },
    { name: 'much', shape: [], values: Float32Array.of(1e9) },
    { name: 'scale', shape: [], values: Float32Array.of(1 / Math.sqrt(perHead)) },
    { name: 'heads_and_rows', shape: [2], values: [1, 2] },
    { name: 'by_head', shape: [4], values: [0, 0, hidden / perHead, perHead] },
    { name: 'joined', shape: [3], values: [0, 0, hidden] },
  ];
  const weights = (name: string, rows: number, columns: number): string => {
    const values = Float32Array.from({ length: rows * columns }, () => (random() - 0.5) / 20);
    constants.push({ name, shape: [rows, columns], values });
    return name;
  };
  const steps: OnnxStep[] = [];
  let number = 0;
  const step = (operator: string, inputs: readonly string[], attributes: OnnxStep['attributes'] = {}): string => {
    const output = `${operator}_${number++}`;
    steps.push({ operator, inputs, outputs: [output], attributes });
    return output;
  };

  let pieces = step('Gather', [weights('vectors', vocabulary, hidden), 'input_ids']);
  const isText = step('Cast', ['attention_mask'], { to: 1 });
  const never = step('Unsqueeze', [step('Mul', [step('Sub', [isText, 'one']), 'much']), 'heads_and_rows']);
  const byHead = (name: string, perm: readonly number[]): string => {
    const product = step('MatMul', [pieces, weights(name, hidden, hidden)]);
    return step('Transpose', [step('Reshape', [product, 'by_head'])], { perm });
  };
  for (let layer = 0; layer < layers; layer++) {
    const queries = byHead(`queries_${layer}`, [0, 2, 1, 3]);
    const keys = byHead(`keys_${layer}`, [0, 2, 3, 1]);
    const values = byHead(`values_${layer}`, [0, 2, 1, 3]);
    const likeness = step('Add', [step('Mul', [step('MatMul', [queries, keys]), 'scale']), never]);
    const heads = step('MatMul', [step('Softmax', [likeness], { axis: -1 }), values]);
    const joined = step('Reshape', [step('Transpose', [heads], { perm: [0, 2, 1, 3] }), 'joined']);
    const attended = step('Add', [pieces, step('MatMul', [joined, weights(`output_${layer}`, hidden, hidden)])]);
    const wide = step('Relu', [step('MatMul', [attended, weights(`wide_${layer}`, hidden, 4 * hidden)])]);
    pieces = step('Add', [attended, step('MatMul', [wide, weights(`narrow_${layer}`, 4 * hidden, hidden)])]);
  }
  steps.push({ operator: 'Identity', inputs: [pieces], outputs: ['last_hidden_state'] });
  const input = (name: string) => ({ name, type: 'int64' as const, shape: ['texts', 'pieces'] });
  return writeOnnx({
    name: 'transformer',
    inputs: [input('input_ids'), input('attention_mask')],
    outputs: [{ name: 'last_hidden_state', type: 'float32', shape: ['texts', 'pieces', hidden] }],
    constants,
    steps,
  });
}
