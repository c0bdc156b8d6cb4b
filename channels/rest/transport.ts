import { setMaxListeners } from 'node:events';
import { type Request, type Response, Router } from 'express';
import { LRUCache } from 'lru-cache';
import { type ChannelContext, type OpenChannel, type Receipt, uploadRoute } from '../../core/index.js';
import { decode, decodeSender } from './decode.js';
import { encode } from './encode.js';
import type { RestConfig } from './index.js';
import { createReply } from './reply.js';
import { createWaiting, type WaitingRequest } from './waiting.js';

/** Opens the REST channel: a request waits until its turn has ended, then it is answered with the turn's messages. */
export function openRest(context: ChannelContext, config: RestConfig): OpenChannel {
  // Every waiting request listens for the closing, however many wait.
  setMaxListeners(0, context.signal);
  const waiting = createWaiting();
  /** Recipients for whom messages wait because their request was gone. */
  const missed = new LRUCache<string, true>({ max: 10_000 });

  async function answer(request: Request, response: Response): Promise<void> {
    const incoming = decode(request.body, request.get('idempotency-key'));
    const { recipient } = incoming;
    const reply = createReply(response, request.query.stream === 'true');
    const stored = context.receive(incoming);
    const waiter: WaitingRequest = {
      inboxId: stored.then((receipt) => receipt.inboxId).catch(() => undefined),
      takesOlder: false,
      take: reply.add,
    };
    const remove = waiting.add(recipient, waiter);
    response.once('close', remove);
    try {
      const receipt = await stored;
      reply.begin();
      await collect(recipient, receipt, waiter);
      reply.end();
    } finally {
      remove();
    }
  }

  /** Waits for the turn; messages that were left over from earlier requests come first. */
  async function collect(recipient: string, receipt: Receipt, waiter: WaitingRequest): Promise<void> {
    if (missed.delete(recipient)) await takeOlder(recipient, waiter);
    await settledOrLate(receipt, config.answer_timeout * 1_000, context.signal);
    if (receipt.duplicate) await takeOlder(recipient, waiter);
  }

  async function takeOlder(recipient: string, waiter: WaitingRequest): Promise<void> {
    waiter.takesOlder = true;
    await context.flush(recipient);
    waiter.takesOlder = false;
  }

  const router = Router();
  router.post('/webhook', answer);
  context.mount(router);
  const uploads = uploadRoute(context, ({ query }) => decodeSender(query.sender));
  context.mount(uploads, { path: '/webhooks/rest/files', body: 'stream' });

  return {
    async send(outgoing) {
      const request = await waiting.find(outgoing);
      if (request === undefined) {
        missed.set(outgoing.recipient, true);
        return 'absent';
      }
      request.take(encode(outgoing.recipient, outgoing.message));
      return 'delivered';
    },
  };
}

/** Resolves when the turn has settled, its time is up, or the channel closes; a turn that failed has settled too. */
async function settledOrLate(receipt: Receipt, timeoutMs: number, closing: AbortSignal): Promise<void> {
  let end: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    end = resolve;
  });
  const timer = setTimeout(end, timeoutMs);
  closing.addEventListener('abort', end);
  try {
    await Promise.race([receipt.settled.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
  }
}
