import { parentPort, workerData } from 'node:worker_threads';
import type { Examples } from './examples.js';
import { type TrainingPlan, trainNetwork } from './train-network.js';

/** What a training thread is given. */
export interface TrainingJob {
  readonly examples: Examples;
  /** The examples to learn from. */
  readonly only: Uint32Array;
  readonly plan: TrainingPlan;
}

/** What a training thread tells: how far it is, and at last the weights. */
export type TrainingNews = { readonly share: number } | { readonly weights: Float32Array };

const reportEveryMs = 100;

/** A thread has nobody to make way for; it only tells how far it is. */
function reporter() {
  let last = performance.now();
  return {
    due: () => performance.now() - last > reportEveryMs,
    breathe: async () => {
      last = performance.now();
    },
  };
}

const tell = (news: TrainingNews) => parentPort?.postMessage(news);

const { examples, only, plan }: TrainingJob = workerData;
const network = await trainNetwork(examples, only, plan, reporter(), (share) => tell({ share }));
tell({ weights: network.kernels.floats.slice(0, network.layer) });
