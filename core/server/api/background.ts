import type { Request, Response } from 'express';
import { ParleyError } from '../../errors.js';
import type { Logger } from '../../kernel/logger.js';
import { describeFailure } from '../failures.js';
import { textOf } from './query.js';

/** What a long piece of work brings. */
interface Result {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Answers with the result of some work, or, where the caller named a `callback_url`, answers 204 at once and posts the
 * result there when it is done: an error as JSON, in the form that all errors have (rasa/server.py, `async_if_callback_url`).
 */
export type Background = (request: Request, response: Response, work: () => Promise<Result>) => Promise<void>;

/** How long the receiver of a result may take to answer, in ms. */
const callbackMs = 60_000;

/** Makes the way in which long work is answered. */
export function createBackground(version: string, log: Logger): Background {
  return async (request, response, work) => {
    const callback = callbackOf(request);
    if (callback === undefined) {
      const { bytes, type, headers } = await work();
      const name = headers.filename;
      if (name !== undefined) response.attachment(name);
      response.set({ ...headers, 'content-type': type }).send(Buffer.from(bytes));
      return;
    }
    response.status(204).end();
    const outcome = await work().catch((error: unknown) => ({
      bytes: Buffer.from(JSON.stringify(describeFailure(error, version, log))),
      type: 'application/json',
      headers: {},
    }));
    await post(callback, outcome, log);
  };
}

function callbackOf(request: Request): string | undefined {
  const url = textOf(request, 'callback_url');
  if (url === undefined) return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ParleyError('CALLBACK_INVALID', { url });
}

async function post(url: string, { bytes, type, headers }: Result, log: Logger): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body: new Uint8Array(bytes),
      signal: AbortSignal.timeout(callbackMs),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
  } catch (error) {
    log.error({ url, err: error }, 'The result of a request could not be sent to its callback_url.');
  }
}
