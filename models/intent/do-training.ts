import type { Breather } from '../../core/index.js';
import type { KernelMemory } from '../kernels.js';
import { answerBlindly } from './blind-answers.js';
import type { Examples } from './examples.js';
import { type TrainingPlan, trainNetwork } from './train-network.js';

/** What a training thread is given. */
export interface TrainingJob {
  readonly examples: Examples;
  /** The examples to learn from. */
  readonly only: Uint32Array;
  readonly plan: TrainingPlan;
  /** The examples to answer; where there are any, the network itself is not wanted. */
  readonly ask?: Uint32Array;
}

/** What a trained network is made of, or its answers: scores before softmax, examples asked × classes. */
export type TrainingOutcome =
  | { readonly memory: KernelMemory; readonly steps: Float32Array }
  | { readonly answers: Float32Array };

/** Trains one network, and lets it answer where answers are what is wanted. */
export async function doTraining(
  { examples, only, plan, ask }: TrainingJob,
  pause: Breather,
  onShare: (share: number) => void,
): Promise<TrainingOutcome> {
  const network = await trainNetwork(examples, only, plan, pause, onShare);
  if (!ask) return { memory: network.kernels.memory, steps: network.steps };
  return { answers: await answerBlindly(network, examples, only, ask, plan.dense ?? 0, pause) };
}
