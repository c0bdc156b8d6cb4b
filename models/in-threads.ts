import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Breather } from '../core/index.js';

/** What a thread tells: how far it is, and at last what it was asked for. */
type News<Result> = { readonly share: number } | { readonly result: Result };

/** Threads read JavaScript; run from its sources, Parley works in the thread it is in. The results are the same. */
const runsFromSource = import.meta.url.endsWith('.ts');

/**
 * Does jobs, each in a thread of its own that runs `script`, as many at a time as there are processors; with `here` where
 * threads cannot be had. `onShare` is told the share of all work that is done. Throws the signal's reason when the work
 * was cancelled.
 */
export async function inThreads<Job, Result>(
  script: URL,
  jobs: readonly Job[],
  here: (job: Job, onShare: (share: number) => void) => Promise<Result>,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Result[]> {
  const shares = jobs.map(() => 0);
  const results: Result[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < jobs.length) {
      const at = next++;
      const report = (share: number): void => {
        shares[at] = share;
        onShare(shares.reduce((sum, one) => sum + one, 0) / jobs.length);
      };
      const job = jobs[at] as Job;
      results[at] = runsFromSource ? await here(job, report) : await inThread(script, job, signal, report);
    }
  }
  const lanes = runsFromSource ? 1 : Math.min(jobs.length, availableParallelism());
  await Promise.all(Array.from({ length: lanes }, work));
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

/** Does the job of this thread; its script calls this and nothing else. */
export function workInThread<Job, Result>(
  work: (job: Job, pause: Breather, onShare: (share: number) => void) => Promise<Result>,
): void {
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
