import { parentPort, workerData } from 'node:worker_threads';
import { openTextModel } from './text-model.js';
import type { TextAnswer, TextOrder } from './text-order.js';

/** What the thread of a text model tells: that it is open, answers in the order of the questions, or why there are none. */
export type TextNews =
  | { readonly size: number }
  | { readonly answers: readonly TextAnswer[] }
  | { readonly failed: string };

const tell = (news: TextNews, buffers: readonly ArrayBuffer[] = []) => parentPort?.postMessage(news, [...buffers]);
const fail = (error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) });

const order: TextOrder = workerData;
const opening = openTextModel(order);
opening.then(({ size }) => tell({ size }), fail);
parentPort?.on('message', (texts: readonly string[]) => {
  opening
    .then(async (model) => {
      const answers = await model.answer(texts);
      tell(
        { answers },
        answers.map(({ values }) => values.buffer as ArrayBuffer),
      );
    })
    .catch(fail);
});
