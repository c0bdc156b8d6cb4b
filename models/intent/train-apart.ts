import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { breather } from '../../core/index.js';
import { answerBlindly } from './blind-answers.js';
import type { Examples } from './examples.js';
import { type Network, reserveNetwork } from './network.js';
import { type TrainingPlan, trainNetwork } from './train-network.js';
import type { TrainingJob, TrainingNews } from './training-worker.js';

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

/** Threads read JavaScript; run from its sources, Parley trains in the thread it is in. The weights are the same. */
const runsFromSource = import.meta.url.endsWith('.ts');

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
  const whole = orders.reduce((sum, { plan }) => sum + plan.steps, 0);
  const shares = orders.map(() => 0);
  const train = runsFromSource ? trainHere : trainInThread;
  const report = (at: number, share: number) => {
    shares[at] = share * ((orders[at]?.plan.steps ?? 0) / whole);
    const done = shares.reduce((sum, one) => sum + one, 0);
    onShare(Math.min(1, done));
  };
  // What fails takes the others with it.
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const networks: Network[] = [];
  const answers: Float32Array[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < orders.length) {
      const at = next++;
      const outcome = await train(examples, orders[at] as NetworkOrder | BlindOrder, stop, (share) =>
        report(at, share),
      );
      if (outcome instanceof Float32Array) answers[at - keep.length] = outcome;
      else networks[at] = outcome;
    }
  }
  const lanes = runsFromSource ? 1 : Math.min(orders.length, availableParallelism());
  try {
    await Promise.all(Array.from({ length: lanes }, work));
  } catch (error) {
    failure.abort(error);
    throw error;
  }
  return { networks, answers };
}

type Train = (
  examples: Examples,
  order: NetworkOrder | BlindOrder,
  signal: AbortSignal,
  onShare: (share: number) => void,
) => Promise<Network | Float32Array>;

const trainHere: Train = async (examples, order, signal, onShare) => {
  const { only, plan } = order;
  const pause = breather(signal);
  const network = await trainNetwork(examples, only, plan, pause, onShare);
  return 'ask' in order ? answerBlindly(network, examples, only, order.ask, plan.dense ?? 0, pause) : network;
};

const trainInThread: Train = (examples, order, signal, onShare) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const job: TrainingJob = { examples, ...order };
    const worker = new Worker(new URL('./training-worker.js', import.meta.url), { workerData: job });
    const cancel = () => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', cancel);
      // Of no effect once it is settled.
      reject(new Error(`The training thread ended with code ${code} before it was done.`));
    });
    worker.on('message', (news: TrainingNews) => {
      if ('share' in news) onShare(news.share);
      else if ('answers' in news) resolve(news.answers);
      else resolve(reserveNetwork(order.plan.shape, 0, news.memory));
    });
  });
