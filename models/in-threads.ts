import { availableParallelism, getPriority, setPriority } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Breather } from '../core/index.js';

/** What a thread tells: how far it is, and at last what it was asked for. */
type News<Result> = { readonly share: number } | { readonly result: Result };

/** Threads read JavaScript; run from its sources, Parley works in the thread it is in. The results are the same. */
const runsFromSource = import.meta.url.endsWith('.ts');

/** Jobs to be done in threads. */
export interface ThreadWork<Job, Result> {
  /** The program of a thread, which calls {@link workInThread}. */
  readonly script: URL;
  readonly jobs: readonly Job[];
  /** What share of the whole each job is; equal shares unless given. */
  readonly sizes?: readonly number[];
  /** Does a job where threads cannot be had. */
  here(job: Job, onShare: (share: number) => void): Promise<Result>;
  readonly signal: AbortSignal;
  /** Told the share of all work that is done. */
  onShare(share: number): void;
}

/** Jobs of several kinds of work come one after the other, as many at a time as there are processors. */
const lanes = { free: availableParallelism(), waiting: [] as (() => void)[] };

async function inLane<Result>(work: () => Promise<Result>): Promise<Result> {
  if (lanes.free > 0) lanes.free--;
  else await new Promise<void>((resolve) => lanes.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = lanes.waiting.shift();
    if (next) next();
    else lanes.free++;
  }
}

/**
 * Does jobs, each in a thread of its own, as many at a time as there are processors: of all that is trained in this
 * process, so that several languages that learn side by side hold no more memory than one. When one fails the others are
 * stopped. Throws the signal's reason when the work was cancelled.
 */
export async function inThreads<Job, Result>(work: ThreadWork<Job, Result>): Promise<Result[]> {
  const { script, jobs, sizes = jobs.map(() => 1), here, signal, onShare } = work;
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const done = jobs.map(() => 0);
  const results: Result[] = [];
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  let next = 0;
  async function workOn(): Promise<void> {
    while (next < jobs.length) {
      const at = next++;
      const report = (share: number): void => {
        done[at] = share * (sizes[at] ?? 0);
        const sum = done.reduce((total, one) => total + one, 0);
        onShare(Math.min(1, sum / whole));
      };
      const job = jobs[at] as Job;
      results[at] = runsFromSource ? await here(job, report) : await inLane(() => inThread(script, job, stop, report));
    }
  }
  const most = runsFromSource ? 1 : Math.min(jobs.length, availableParallelism());
  try {
    await Promise.all(Array.from({ length: most }, workOn));
  } catch (error) {
    failure.abort(error);
    throw error;
  }
  return results;
}

function inThread<Job, Result>(
  script: URL,
  job: Job,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(script, { workerData: job });
    const cancel = (): void => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', cancel);
      // Of no effect once it is settled.
      reject(new Error(`A thread ended with code ${code} before its work was done.`));
    });
    worker.on('message', (news: News<Result>) => {
      if ('share' in news) onShare(news.share);
      else resolve(news.result);
    });
  });
}

const reportEveryMs = 100;
/** Those who talk to the bot come first. */
const modest = 5;

/** Does the job of this thread; its script calls this and nothing else. */
export function workInThread<Job, Result>(
  work: (job: Job, pause: Breather, onShare: (share: number) => void) => Promise<Result>,
): void {
  // On Linux this is the priority of the thread alone (setpriority(2), "Bugs").
  if (process.platform === 'linux') setPriority(Math.max(modest, getPriority()));
  let last = performance.now();
  // A thread has nobody to make way for; it only tells how far it is.
  const pause: Breather = {
    due: () => performance.now() - last > reportEveryMs,
    breathe: async () => {
      last = performance.now();
    },
  };
  const tell = (news: News<Result>): void => parentPort?.postMessage(news);
  void work(workerData, pause, (share) => tell({ share })).then((result) => tell({ result }));
}
