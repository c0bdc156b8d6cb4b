import { type ChannelContext, formatError, ParleyError, type Receipt } from '../../../core/index.js';
import { type Heard, incomingOf, type PhoneCall } from './call.js';
import type { Lines } from './lines.js';

/** Hands in what a caller said; without a receipt it can't be taken in, being too long or empty. */
export type TakeHeard = (call: PhoneCall, id: string, heard: Heard) => Promise<Receipt | undefined>;

/** Makes it, noting which call each message was heard in. */
export function createTake(context: Pick<ChannelContext, 'receive' | 'log'>, lines: Lines): TakeHeard {
  return async (call, id, heard) => {
    const incoming = incomingOf(call, id, heard);
    try {
      const receipt = await context.receive(incoming);
      lines.note(receipt.inboxId, call.sid);
      return receipt;
    } catch (error) {
      if (!(error instanceof ParleyError) || ![400, 413].includes(error.status)) throw error;
      const { externalId } = incoming;
      context.log.warn({ externalId, reason: formatError(error) }, 'what was said was not taken in');
      return undefined;
    }
  };
}
