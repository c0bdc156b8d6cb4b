import { onnxError } from './errors.js';
import type { OnnxFolder } from './onnx-folder.js';

/**
 * The labels of a classifier in the order of its scores, from `id2label` of its config.json.
 *
 * @throws ParleyError ONNX_MODEL_UNUSABLE when there are none, or not as many as the model has scores
 */
export function labelsOf({ folder, config }: OnnxFolder, size: number, component: string): readonly string[] {
  const named = config.id2label ?? {};
  const labels = Array.from({ length: size }, (_, id) => named[String(id)]);
  const count = Object.keys(named).length;
  if (count === size && !labels.includes(undefined)) return labels.map(String);
  const reason = `config.json names ${count} labels under "id2label", the model scores ${size}`;
  throw onnxError('ONNX_MODEL_UNUSABLE', { folder, reason, component });
}
