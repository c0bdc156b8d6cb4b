import { breather } from '../../core/index.js';
import { inThreads } from '../in-threads.js';
import type { ChainPlan } from './chain-plan.js';
import type { TaggedSentences } from './tag-weights.js';
import type { Chain } from './tagger.js';
import { trainChain } from './train-chain.js';

/** What a thread is given that trains a chain. */
export interface ChainJob {
  readonly sentences: TaggedSentences;
  readonly plan: ChainPlan;
  readonly seed: number;
}

/**
 * Trains the chains of a plan, each in a thread of its own, and gives their mean. `onShare` is told the share of all work
 * that is done. Throws the signal's reason when training was cancelled.
 */
export async function trainChains(
  sentences: TaggedSentences,
  plan: ChainPlan,
  seed: number,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Chain> {
  const jobs = Array.from({ length: plan.chains }, (_, chain) => ({ sentences, plan, seed: seed + chain }));
  const script = new URL('./chain-worker.js', import.meta.url);
  const here = (job: ChainJob, onStep: (share: number) => void): Promise<Chain> =>
    trainChain(job.sentences, job.plan, job.seed, breather(signal), onStep);
  const [first, ...others] = await inThreads({ script, jobs, here, signal, onShare });
  return meanOf(first as Chain, others);
}

/** Chains of the same features and tags add up weight by weight. */
function meanOf(first: Chain, others: readonly Chain[]): Chain {
  const { weights, steps } = first;
  for (const other of others) {
    addTo(weights.weights, other.weights.weights);
    addTo(steps.steps, other.steps.steps);
    addTo(steps.stays, other.steps.stays);
  }
  for (const sums of [weights.weights, steps.steps, steps.stays]) {
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) / (others.length + 1);
  }
  return first;
}

function addTo(sums: Float32Array, more: Float32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (more[at] as number);
}
