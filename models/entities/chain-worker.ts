import { workInThread } from '../in-threads.js';
import { trainChain } from './train-chain.js';
import type { ChainJob } from './train-chains.js';

workInThread(({ sentences, plan, seed }: ChainJob, pause, onShare) =>
  trainChain(sentences, plan, seed, pause, onShare),
);
