import { Worker } from 'node:worker_threads';
import type { TextAnswer, TextModel, TextOrder } from './text-order.js';
import type { TextNews } from './text-worker.js';

/** Threads read JavaScript; run from its sources, Parley runs models in the thread it is in. The answers are the same. */
const runsFromSource = import.meta.url.endsWith('.ts');

/** A model that is open, in a thread of its own. */
export interface OpenTextModel extends TextModel {
  close(): void;
}

/**
 * Opens a text model where it does not hold up everything else: the runtime computes in the thread that asks it.
 * `onStop` is told when the thread has stopped by itself.
 *
 * @throws Error whose message says what is wrong with the model
 */
export async function openInThread(order: TextOrder, onStop: (reason: string) => void): Promise<OpenTextModel> {
  if (!runsFromSource) return openThread(order, onStop);
  const { openTextModel } = await import('./text-model.js');
  return { ...(await openTextModel(order)), close: () => undefined };
}

interface Waiting {
  resolve(news: TextNews): void;
  reject(error: Error): void;
}

async function openThread(order: TextOrder, onStop: (reason: string) => void): Promise<OpenTextModel> {
  const worker = new Worker(new URL('./text-worker.js', import.meta.url), { workerData: order });
  let waiting: Waiting | undefined;
  let closed = false;
  /** The next thing that the thread tells. While nothing is asked of it, it keeps no process alive. */
  const nextNews = () =>
    new Promise<TextNews>((resolve, reject) => {
      worker.ref();
      waiting = { resolve, reject };
    }).finally(() => worker.unref());
  const stop = (reason: string) => {
    waiting?.reject(new Error(reason));
    if (!closed) onStop(reason);
    closed = true;
  };
  worker.on('message', (news: TextNews) => {
    if ('failed' in news) waiting?.reject(new Error(news.failed));
    else waiting?.resolve(news);
  });
  worker.once('error', (error) => stop(error.message));
  worker.once('exit', () => stop('it has ended'));
  const close = () => {
    closed = true;
    void worker.terminate();
  };
  try {
    const news = await nextNews();
    return {
      size: 'size' in news ? news.size : 0,
      async answer(texts): Promise<readonly TextAnswer[]> {
        worker.postMessage(texts);
        const answered = await nextNews();
        return 'answers' in answered ? answered.answers : [];
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
