import { createKernels } from '../kernels.js';
import { fillRandomly, type Random } from '../random.js';
import { type Layers, type NetworkShape, placesOf } from './network.js';

/** A network while it learns: its input matrix is made of floats. */
export interface LearningNetwork extends Layers {
  /** features × hidden */
  readonly input: number;
  /** The first place that the network does not use. */
  readonly free: number;
}

/** Reserves a network, all zero, and `workspace` more floats for its training. */
export function reserveLearningNetwork(shape: NetworkShape, workspace: number): LearningNetwork {
  const places = placesOf(shape);
  const input = places.end;
  const free = input + shape.features * shape.hidden;
  return { ...shape, ...places, kernels: createKernels(free + workspace), input, free };
}

/** Starts a network with small random weights. */
export function randomizeNetwork(network: LearningNetwork, random: Random): void {
  const { floats } = network.kernels;
  fillRandomly(floats.subarray(network.input, network.free), 0.02, random);
  fillRandomly(floats.subarray(network.output, network.outputBias), 1 / network.hidden, random);
}

/** Computes the hidden layer from sparse features, before its bend, into the network's own place for it. */
export function readFeatures(
  network: LearningNetwork,
  indices: Uint32Array,
  values: Float32Array,
  count: number,
): void {
  const { kernels, hidden, layer, input, inputBias } = network;
  kernels.floats.copyWithin(layer, inputBias, inputBias + hidden);
  for (let at = 0; at < count; at++) {
    kernels.addScaled(layer, input + (indices[at] as number) * hidden, values[at] as number, hidden);
  }
}
