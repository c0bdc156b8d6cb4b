import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import { formatError, type Logger } from '../../core/index.js';
import { faultOf } from './faults.js';
import { allowedUpdates } from './update.js';

/** How long Telegram holds a request that has nothing to tell, in seconds. */
const longPollSeconds = 25;
/** How long to wait when an update could not be stored, in ms. */
const storePauseMs = 1_000;

/** What polling works with. */
export interface Polling {
  readonly take: (update: unknown) => Promise<void>;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** The pause when Telegram refuses or can't be reached, in ms. */
  readonly standbyMs: number;
}

/**
 * Asks for updates until the signal is aborted. An update is confirmed only when it is stored; grammY's own loop, when it
 * stops, also confirms one that it tried in vain. Telegram serves one poller at a time and refuses the other (409), which
 * stands by.
 */
export async function poll(api: Api, { take, log, signal, standbyMs }: Polling): Promise<void> {
  const allowed_updates = [...allowedUpdates];
  // grammY types its signals by a package from before Node.js had them; it takes Node's.
  const grammySignal = signal as Parameters<Api['getUpdates']>[1] & AbortSignal;
  let offset = 0;
  while (!signal.aborted) {
    const updates = await api
      .getUpdates({ offset, timeout: longPollSeconds, allowed_updates }, grammySignal)
      .catch(async (error: unknown) => {
        if (!signal.aborted) await standBy(error);
        return [];
      });
    for (const update of updates) {
      if (signal.aborted) return;
      await storeOrRetry(update);
      offset = update.update_id + 1;
    }
  }

  async function standBy(error: unknown): Promise<void> {
    const fault = faultOf('getUpdates', error);
    const asked: unknown = Object(fault).retryAfterMs;
    const ms = typeof asked === 'number' ? asked : standbyMs;
    log.warn({ reason: formatError(fault), seconds: ms / 1_000 }, 'updates could not be fetched; tried again soon');
    await wait(ms, signal);
  }

  /** Updates stay in their order: none is taken before the one before it is stored. */
  async function storeOrRetry(update: unknown): Promise<void> {
    while (!signal.aborted) {
      try {
        return await take(update);
      } catch (error) {
        log.error({ err: error }, 'an update could not be stored yet');
        await wait(storePauseMs, signal);
      }
    }
  }
}

/** Waits some ms, or until the signal is aborted. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
