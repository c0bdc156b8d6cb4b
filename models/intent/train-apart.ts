import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { breather } from '../../core/index.js';
import type { Examples } from './examples.js';
import { type Network, reserveNetwork } from './network.js';
import { type TrainingPlan, trainNetwork } from './train-network.js';
import type { TrainingJob, TrainingNews } from './training-worker.js';

/** A network to train: on which of the examples, and how. */
export interface NetworkOrder {
  readonly only: Uint32Array;
  readonly plan: TrainingPlan;
}

/** Threads read JavaScript; run from its sources, Parley trains in the thread it is in. The weights are the same. */
const runsFromSource = import.meta.url.endsWith('.ts');

/**
 * Trains several networks on the same examples, each in a thread of its own, as many at a time as there are processors.
 * `onShare` is told the share of all work that is done. Throws the signal's reason when training was cancelled.
 */
export async function trainApart(
  examples: Examples,
  orders: readonly NetworkOrder[],
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Network[]> {
  const shares = orders.map(() => 0);
  const train = runsFromSource ? trainHere : trainInThread;
  const report = (at: number, share: number) => {
    shares[at] = share;
    onShare(shares.reduce((sum, one) => sum + one, 0) / orders.length);
  };
  const networks: Network[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < orders.length) {
      const at = next++;
      networks[at] = await train(examples, orders[at] as NetworkOrder, signal, (share) => report(at, share));
    }
  }
  const lanes = runsFromSource ? 1 : Math.min(orders.length, availableParallelism());
  await Promise.all(Array.from({ length: lanes }, work));
  return networks;
}

type Train = (
  examples: Examples,
  order: NetworkOrder,
  signal: AbortSignal,
  onShare: (share: number) => void,
) => Promise<Network>;

const trainHere: Train = (examples, { only, plan }, signal, onShare) =>
  trainNetwork(examples, only, plan, breather(signal), onShare);

const trainInThread: Train = (examples, { only, plan }, signal, onShare) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const job: TrainingJob = { examples, only, plan };
    const worker = new Worker(new URL('./training-worker.js', import.meta.url), { workerData: job });
    const cancel = () => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('error', reject);
    worker.once('exit', () => signal.removeEventListener('abort', cancel));
    worker.on('message', (news: TrainingNews) => {
      if ('share' in news) return onShare(news.share);
      const network = reserveNetwork(plan.shape);
      network.kernels.floats.set(news.weights);
      resolve(network);
    });
  });
