import type { Api } from 'grammy';
import { LRUCache } from 'lru-cache';
import { createSendParts, type Delivery, type Logger, type Outgoing } from '../../core/index.js';
import { type Address, readAddress } from './address.js';
import type { ButtonData } from './buttons.js';
import { type Call, encode } from './encode.js';
import { faultOf, refusedWith } from './faults.js';
import type { Upload } from './upload.js';

/** Any method of the Bot API; grammY's `raw` has them all under their names. */
type Method = (payload: object) => Promise<unknown>;

const maxRemembered = 10_000;

/** What a sender works with. */
interface SenderParts {
  readonly api: Api;
  readonly dataOf: ButtonData['dataOf'];
  readonly upload: Upload;
  readonly log: Logger;
}

/** Sends messages. */
export function createSender({ api, dataOf, upload, log }: SenderParts) {
  const sendParts = createSendParts();
  /** Messages of groups that have been quoted: one quotation tells whom the bot answers. */
  const quoted = new LRUCache<string, true>({ max: maxRemembered });

  async function request({ method, payload, instead }: Call, where: object): Promise<void> {
    const call = api.raw[method] as Method;
    try {
      await call({ ...where, ...(await upload(payload)) });
    } catch (error) {
      if (!instead || refusedWith(error) !== 400) throw error;
      log.debug({ method }, 'Telegram could not make sense of a message; sent in a plainer form');
      await request(instead, where);
    }
  }

  return async function send({ id, recipient, inboxId, message }: Outgoing): Promise<Delivery> {
    const address = readAddress(recipient);
    const calls = encode(message, dataOf);
    if (calls.length === 0) log.warn({ outboxId: id }, 'a message has nothing in it that Telegram can show');
    return sendParts(id, calls, async (call) => {
      const quotes = inboxId !== undefined && !quoted.has(inboxId);
      try {
        await request(call, whereOf(address, quotes));
      } catch (error) {
        if (isBlocked(error, address)) return 'absent';
        throw faultOf(call.method, error);
      }
      if (inboxId !== undefined) quoted.set(inboxId, true);
      return 'delivered';
    });
  };
}

/** A person (ids of groups are below zero) who blocked the bot gets what waits when they let it write again. */
function isBlocked(error: unknown, { chatId }: Address): boolean {
  return chatId > 0 && refusedWith(error) === 403;
}

function whereOf({ chatId, threadId, replyTo }: Address, quotes: boolean): object {
  return {
    chat_id: chatId,
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    ...(replyTo === undefined || !quotes
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
}
