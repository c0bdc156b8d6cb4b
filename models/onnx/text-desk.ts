import { LRUCache } from 'lru-cache';
import { onnxError } from './errors.js';
import type { TextAnswer, TextOrder } from './text-order.js';
import { type OpenTextModel, openInThread } from './text-thread.js';

/** What is asked of a text model, and by whom. */
export interface DeskOptions {
  readonly order: TextOrder;
  readonly folder: string;
  readonly component: string;
  /** How many texts' answers are kept. */
  readonly cache: number;
}

/** Where texts are taken to a model: one at a time from the outside, in batches to the model. */
export interface TextDesk {
  /** Opens the model unless it is open. @throws ParleyError ONNX_MODEL_UNUSABLE */
  open(): Promise<{ readonly size: number }>;
  /** What is known of a text without asking. */
  known(text: string): TextAnswer | undefined;
  /** @throws ParleyError ONNX_MODEL_UNUSABLE, ONNX_RUN_FAILED */
  ask(text: string): Promise<TextAnswer>;
}

interface Question {
  readonly text: string;
  resolve(answer: TextAnswer): void;
  reject(error: unknown): void;
}

/** A desk that nobody holds any more belongs to a model that was exchanged: its thread goes, and its memory with it. */
const abandoned = new FinalizationRegistry<() => void>((close) => close());

const desks = new Map<string, WeakRef<TextDesk>>();

/**
 * The desk of a model, one for all that ask it the same way, such as the languages of a bot.
 *
 * @param fingerprint of the model's files, for another model may have taken their place
 */
export function sharedDesk(options: DeskOptions, fingerprint: string): TextDesk {
  const key = JSON.stringify([fingerprint, options]);
  const open = desks.get(key)?.deref();
  if (open) return open;
  const desk = openDesk(options);
  desks.set(key, new WeakRef(desk));
  abandoned.register(desk, () => {
    if (!desks.get(key)?.deref()) desks.delete(key);
  });
  return desk;
}

/**
 * Opens a desk. Texts that come while the model is at work wait and are then asked together. A model whose thread
 * stopped is opened anew for the next text.
 */
function openDesk({ order, folder, component, cache }: DeskOptions): TextDesk {
  const answers = new LRUCache<string, TextAnswer>({ max: Math.max(1, cache) });
  const queue: Question[] = [];
  let opening: Promise<OpenTextModel> | undefined;
  let busy = false;

  const open = (): Promise<OpenTextModel> => {
    opening ??= openInThread(order, () => {
      opening = undefined;
    }).catch((cause: unknown) => {
      opening = undefined;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw onnxError('ONNX_MODEL_UNUSABLE', { folder, reason, component }, { cause });
    });
    return opening;
  };

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (queue.length > 0) await answerSome(queue.splice(0, order.batchSize));
    busy = false;
  }

  async function answerSome(questions: readonly Question[]): Promise<void> {
    try {
      const model = await open();
      const found = await model.answer(questions.map(({ text }) => text)).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw onnxError('ONNX_RUN_FAILED', { folder, reason }, { cause });
      });
      for (const [at, { text, resolve }] of questions.entries()) {
        const answer = found[at] as TextAnswer;
        answers.set(text, answer);
        resolve(answer);
      }
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }

  const desk: TextDesk = {
    open,
    known: (text) => answers.get(text),
    ask: (text) =>
      new Promise((resolve, reject) => {
        queue.push({ text, resolve, reject });
        void work();
      }),
  };
  abandoned.register(desk, () => {
    opening?.then((model) => model.close()).catch(() => undefined);
  });
  return desk;
}

/** How many texts are handed over before it is looked whether training was cancelled, in batches. */
const batchesAtOnce = 4;

/**
 * Asks many texts, those of equal length together, since a batch is as wide as its longest text.
 *
 * @throws the reason of `signal` when it is aborted
 */
export async function askAll(
  desk: TextDesk,
  texts: readonly string[],
  batchSize: number,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<ReadonlyMap<string, TextAnswer>> {
  const order = [...new Set(texts)].sort((one, other) => one.length - other.length);
  const found = new Map<string, TextAnswer>();
  const step = batchSize * batchesAtOnce;
  for (let at = 0; at < order.length; at += step) {
    signal.throwIfAborted();
    const some = order.slice(at, at + step);
    const answers = await Promise.all(some.map((text) => desk.ask(text)));
    for (const [index, text] of some.entries()) found.set(text, answers[index] as TextAnswer);
    onShare(found.size / order.length);
  }
  return found;
}
