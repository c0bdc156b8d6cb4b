import { toBytes } from '../bytes.js';
import { ProtobufWriter } from './protobuf.js';

/** The types of tensors that are written here, by their numbers in `TensorProto.DataType`. */
const tensorTypes = { float32: 1, int64: 7 } as const;
type TensorType = keyof typeof tensorTypes;

/** An input or output: a dimension is a size, or a name where it is settled only when the model runs. */
interface OnnxPort {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly (number | string)[];
}

/** A constant of a model; whole numbers become int64. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}

/** One step of a model, by an operator of https://onnx.ai/onnx/operators. */
export interface OnnxStep {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers, or lists of them; all that is used here. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A whole model: its steps in an order in which they can be taken. */
export interface OnnxModel {
  readonly name: string;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly constants: readonly OnnxConstant[];
  readonly steps: readonly OnnxStep[];
  /** What it says of itself, such as the labels of its output. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Versions that every runtime since 2021 reads: of the format, and of the operators. */
const formatVersion = 8;
const operatorVersion = 14;

/** The bytes of an ONNX file. Numbers of fields: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 */
export function writeOnnx(model: OnnxModel): Uint8Array {
  const graph = new ProtobufWriter();
  for (const step of model.steps) graph.message(1, stepOf(step));
  graph.text(2, model.name);
  for (const constant of model.constants) graph.message(5, tensorOf(constant));
  for (const port of model.inputs) graph.message(11, portOf(port));
  for (const port of model.outputs) graph.message(12, portOf(port));
  const file = new ProtobufWriter()
    .integer(1, formatVersion)
    .text(2, 'parley')
    .message(7, graph)
    .message(8, new ProtobufWriter().text(1, '').integer(2, operatorVersion));
  for (const [key, value] of Object.entries(model.metadata ?? {})) {
    file.message(14, new ProtobufWriter().text(1, key).text(2, value));
  }
  return file.finish();
}

function stepOf({ operator, inputs, outputs, attributes = {} }: OnnxStep): ProtobufWriter {
  const node = new ProtobufWriter();
  for (const name of inputs) node.text(1, name);
  for (const name of outputs) node.text(2, name);
  node.text(4, operator);
  for (const [name, value] of Object.entries(attributes)) node.message(5, attributeOf(name, value));
  return node;
}

const oneNumber = 2;
const manyNumbers = 7;

function attributeOf(name: string, value: number | readonly number[]): ProtobufWriter {
  const attribute = new ProtobufWriter().text(1, name);
  if (typeof value === 'number') return attribute.integer(3, value).integer(20, oneNumber);
  for (const one of value) attribute.integer(8, one);
  return attribute.integer(20, manyNumbers);
}

function tensorOf({ name, shape, values }: OnnxConstant): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const size of shape) tensor.integer(1, size);
  const floats = values instanceof Float32Array;
  tensor.integer(2, floats ? tensorTypes.float32 : tensorTypes.int64).text(8, name);
  return tensor.bytes(9, floats ? toBytes(values) : wholeNumbers(values));
}

function wholeNumbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of values.entries()) view.setBigInt64(at * 8, BigInt(value), true);
  return bytes;
}

function portOf({ name, type, shape }: OnnxPort): ProtobufWriter {
  const dimensions = new ProtobufWriter();
  for (const size of shape) {
    const dimension = new ProtobufWriter();
    dimensions.message(1, typeof size === 'number' ? dimension.integer(1, size) : dimension.text(2, size));
  }
  const tensor = new ProtobufWriter().integer(1, tensorTypes[type]).message(2, dimensions);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
