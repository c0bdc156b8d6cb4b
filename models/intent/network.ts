import type { SparseVector } from '../../core/index.js';
import { createKernels, type KernelMemory, type Kernels, lane } from '../kernels.js';
import { fillRandomly, type Random } from '../random.js';

/** The sizes of a network and whether its hidden layer has a bend in it. */
export interface NetworkShape {
  readonly features: number;
  /** A multiple of {@link lane}. */
  readonly hidden: number;
  readonly classes: number;
  /** `none` makes a linear model of low rank, which learns better from few examples. */
  readonly activation: 'relu' | 'none';
}

/** A classifier with one hidden layer over sparse features. Its matrices lie row by row in one memory, at these places. */
export interface Network extends NetworkShape {
  readonly kernels: Kernels;
  /** hidden */
  readonly inputBias: number;
  /** classes × hidden */
  readonly output: number;
  /** classes */
  readonly outputBias: number;
  /** features × hidden */
  readonly input: number;
  /** hidden: the hidden layer of the message in hand; what lies before it is the trained part */
  readonly layer: number;
  /** The first place that the network does not use. */
  readonly end: number;
}

/** Reserves a network, all zero, and `workspace` more floats for its training; or finds one in memory that is there. */
export function reserveNetwork(shape: NetworkShape, workspace = 0, memory?: KernelMemory): Network {
  const inputBias = 0;
  const output = shape.hidden;
  const outputBias = output + shape.classes * shape.hidden;
  const input = outputBias + roundToLane(shape.classes);
  const layer = input + shape.features * shape.hidden;
  const end = layer + shape.hidden;
  return {
    ...shape,
    kernels: createKernels(end + workspace, memory),
    inputBias,
    output,
    outputBias,
    input,
    layer,
    end,
  };
}

/** Starts a network with small random weights. */
export function randomizeNetwork(network: Network, random: Random): void {
  const { floats } = network.kernels;
  fillRandomly(floats.subarray(network.input, network.layer), 0.02, random);
  fillRandomly(floats.subarray(network.output, network.outputBias), 1 / network.hidden, random);
}

/** The least multiple of {@link lane} that is not less. */
export const roundToLane = (length: number): number => Math.ceil(length / lane) * lane;

/** Computes the hidden layer from sparse features, before its bend, into the network's own place for it. */
export function readFeatures(network: Network, indices: Uint32Array, values: Float32Array, count: number): void {
  const { kernels, hidden, layer, input, inputBias } = network;
  kernels.floats.copyWithin(layer, inputBias, inputBias + hidden);
  for (let at = 0; at < count; at++) {
    kernels.addScaled(layer, input + (indices[at] as number) * hidden, values[at] as number, hidden);
  }
}

/** Bends the hidden layer, if the network does that. */
export function bend(network: Network): void {
  if (network.activation === 'none') return;
  const { layer, hidden, kernels } = network;
  const { floats } = kernels;
  for (let at = layer; at < layer + hidden; at++) if ((floats[at] as number) < 0) floats[at] = 0;
}

/** The scores of all classes before softmax, from the hidden layer into `logits`. */
export function outputLogits(network: Network, logits: Float32Array): void {
  const { kernels, layer, output, outputBias, hidden } = network;
  for (let label = 0; label < logits.length; label++) {
    logits[label] =
      (kernels.floats[outputBias + label] as number) + kernels.dot(layer, output + label * hidden, hidden);
  }
}

/** The scores of all classes for one message: `Float32Array` of length classes, before softmax. */
export function predictLogits(network: Network, vector: SparseVector): Float32Array {
  readFeatures(network, vector.indices, vector.values, vector.indices.length);
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
