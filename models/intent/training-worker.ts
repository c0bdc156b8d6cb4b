import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
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

/** What a training thread tells: how far it is, and at last the memory of the network or its answers. */
export type TrainingNews =
  | { readonly share: number }
  | { readonly memory: KernelMemory }
  | { readonly answers: Float32Array<ArrayBuffer> };

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

const tell = (news: TrainingNews, transfer: readonly ArrayBuffer[] = []) => parentPort?.postMessage(news, transfer);

// Those who talk to the bot come first. On Linux this is the priority of the thread alone (setpriority(2), "Bugs").
const modest = 5;
if (process.platform === 'linux') setPriority(Math.max(modest, getPriority()));

const { examples, only, plan, ask }: TrainingJob = workerData;
const pause = reporter();
const network = await trainNetwork(examples, only, plan, pause, (share) => tell({ share }));
if (ask) {
  const answers = await answerBlindly(network, examples, only, ask, plan.dense ?? 0, pause);
  tell({ answers }, [answers.buffer]);
} else {
  tell({ memory: network.kernels.memory });
}
