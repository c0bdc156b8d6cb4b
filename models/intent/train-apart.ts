import { breather } from '../../core/index.js';
import { inThreads } from '../in-threads.js';
import { doTraining, type TrainingJob, type TrainingOutcome } from './do-training.js';
import type { Examples } from './examples.js';
import { type Network, reserveNetwork } from './network.js';
import type { TrainingPlan } from './train-network.js';

/** A network to train: on which of the examples, and how. */
export interface NetworkOrder {
  readonly only: Uint32Array;
  readonly plan: TrainingPlan;
}

/** A network that is trained only to say what it thinks of other examples, and then forgotten. */
export interface BlindOrder extends NetworkOrder {
  readonly ask: Uint32Array;
}

/** Networks, and the answers of those that were asked: scores before softmax, examples asked × classes. */
export interface Trained {
  readonly networks: readonly Network[];
  readonly answers: readonly Float32Array[];
}

/** Trains several networks on the same examples; see {@link trainAndAsk}. */
export const trainApart = async (
  examples: Examples,
  orders: readonly NetworkOrder[],
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<readonly Network[]> => (await trainAndAsk(examples, orders, [], signal, onShare)).networks;

/**
 * Trains several networks on the same examples, each in a thread of its own, as many at a time as there are processors.
 * `onShare` is told the share of all work that is done. Throws the signal's reason when training was cancelled.
 */
export async function trainAndAsk(
  examples: Examples,
  keep: readonly NetworkOrder[],
  ask: readonly BlindOrder[],
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Trained> {
  const orders = [...keep, ...ask];
  const outcomes = await inThreads<TrainingJob, TrainingOutcome>({
    script: new URL('./training-worker.js', import.meta.url),
    jobs: orders.map((order) => ({ examples, ...order })),
    sizes: orders.map(({ plan }) => plan.steps),
    here: (job, onStep) => doTraining(job, breather(signal), onStep),
    signal,
    onShare,
  });
  return {
    networks: outcomes.flatMap((outcome, at) => {
      const { plan } = orders[at] as NetworkOrder;
      return 'memory' in outcome ? [reserveNetwork(plan.shape, outcome.steps, outcome.memory)] : [];
    }),
    answers: outcomes.flatMap((outcome) => ('answers' in outcome ? [outcome.answers] : [])),
  };
}
