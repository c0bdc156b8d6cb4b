import type { SparseVector } from '../../core/index.js';
import { bytesPerFloat, createKernels, type KernelMemory, type Kernels, lane } from '../kernels.js';

/** The sizes of a network and whether its hidden layer has a bend in it. */
export interface NetworkShape {
  readonly features: number;
  /** A multiple of {@link lane}. */
  readonly hidden: number;
  readonly classes: number;
  /** `none` makes a linear model of low rank, which learns better from few examples. */
  readonly activation: 'relu' | 'none';
}

/** What follows a network's input matrix. Its parts lie in one memory, at these places. */
export interface Layers extends NetworkShape {
  readonly kernels: Kernels;
  /** hidden */
  readonly inputBias: number;
  /** classes × hidden */
  readonly output: number;
  /** classes */
  readonly outputBias: number;
  /** hidden: the hidden layer of the message in hand; what lies before it is the trained part */
  readonly layer: number;
  /** The first place behind it. */
  readonly end: number;
}

/**
 * A classifier with one hidden layer over sparse features, as it is kept and asked: a weight of the input matrix, which is
 * almost all of it, takes a byte.
 */
export interface Network extends Layers {
  /** features × hidden, in the memory's bytes: a weight is its byte times the step of its row. */
  readonly rows: number;
  /** By feature. */
  readonly steps: Float32Array;
}

/** The places of a network's layers at the beginning of its memory. */
export function placesOf({ hidden, classes }: NetworkShape): Omit<Layers, keyof NetworkShape | 'kernels'> {
  const inputBias = 0;
  const output = hidden;
  const outputBias = output + classes * hidden;
  const layer = outputBias + roundToLane(classes);
  return { inputBias, output, outputBias, layer, end: layer + hidden };
}

/** Reserves a network, all zero; or finds one in memory that is there. */
export function reserveNetwork(
  shape: NetworkShape,
  steps: Float32Array = new Float32Array(shape.features),
  memory?: KernelMemory,
): Network {
  const places = placesOf(shape);
  const floats = places.end + Math.ceil((shape.features * shape.hidden) / bytesPerFloat);
  return { ...shape, ...places, kernels: createKernels(floats, memory), rows: places.end * bytesPerFloat, steps };
}

/** The least multiple of {@link lane} that is not less. */
export const roundToLane = (length: number): number => Math.ceil(length / lane) * lane;

/** Bends the hidden layer, if the network does that. */
export function bend({ activation, layer, hidden, kernels: { floats } }: Layers): void {
  if (activation === 'none') return;
  for (let at = layer; at < layer + hidden; at++) if ((floats[at] as number) < 0) floats[at] = 0;
}

/** The scores of all classes before softmax, from the hidden layer into `logits`. */
export function outputLogits({ kernels, layer, output, outputBias, hidden }: Layers, logits: Float32Array): void {
  for (let label = 0; label < logits.length; label++) {
    logits[label] =
      (kernels.floats[outputBias + label] as number) + kernels.dot(layer, output + label * hidden, hidden);
  }
}

/** The scores of all classes for one message: `Float32Array` of length classes, before softmax. */
export function predictLogits(network: Network, { indices, values }: SparseVector): Float32Array {
  const { kernels, layer, inputBias, hidden, rows, steps } = network;
  kernels.floats.copyWithin(layer, inputBias, inputBias + hidden);
  for (let at = 0; at < indices.length; at++) {
    const feature = indices[at] as number;
    const factor = (values[at] as number) * (steps[feature] as number);
    kernels.addScaledBytes(layer, rows + feature * hidden, factor, hidden);
  }
  bend(network);
  const logits = new Float32Array(network.classes);
  outputLogits(network, logits);
  return logits;
}

/** Turns scores into probabilities in place; a temperature above 1 makes them more modest. */
export function softmax(scores: Float32Array, temperature = 1): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const power = Math.exp(((scores[i] as number) - top) / temperature);
    scores[i] = power;
    sum += power;
  }
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) / sum;
}
