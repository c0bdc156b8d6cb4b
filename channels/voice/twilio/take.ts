import { type ChannelContext, formatError, type Receipt } from '../../../core/index.js';
import { type Heard, incomingOf, type PhoneCall } from './call.js';
import type { Lines } from './lines.js';

/** Hands in what a caller said; without a receipt it could not be taken in, and the caller has to be asked again. */
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
      const { externalId } = incoming;
      context.log.error({ externalId, reason: formatError(error) }, 'what a caller said was not taken in');
      return undefined;
    }
  };
}
