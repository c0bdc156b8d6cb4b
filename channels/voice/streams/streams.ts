import { LRUCache } from 'lru-cache';
import type { PhoneConfig } from '../twilio/config.js';
import type { RelayDesk } from '../twilio/relay-session.js';
import { acceptSockets } from '../twilio/sockets.js';
import { hangUp } from '../twilio/twiml.js';
import type { CallForm, CallQuery } from '../twilio/webhook.js';
import type { Leave } from './held-call.js';
import { holdStream } from './session.js';
import type { StreamsSettings } from './settings.js';
import { connectStream, streamPath, transferTo } from './twiml.js';

/** Calls that are held by Media Streams. */
export interface Streams {
  /** The TwiML of a webhook: a new call, or one whose stream has ended. */
  answer(form: CallForm, query: CallQuery): string;
}

const maxCalls = 10_000;
/** How often the stream of one call is opened again after it broke. */
const maxReconnects = 3;

/** Takes the streams of calls. */
export function createStreams(desk: RelayDesk, settings: StreamsSettings): Streams {
  const { context, config } = desk;
  /** How the bot left calls whose streams it closed. */
  const left = new LRUCache<string, Leave>({ max: maxCalls });
  acceptSockets(context, config, streamPath, (socket) => {
    holdStream(socket, { ...desk, settings, leave: (callSid, how) => void left.set(callSid, how) });
  });
  return {
    answer: (form, query) =>
      query.ended === undefined
        ? connectStream(config, form, { call: query.call })
        : afterStream(config, form, query, left.get(form.CallSid)),
  };
}

/** What a call does when its stream is over: it is transferred, ended, or, after a fault, gets another one. */
function afterStream(
  config: PhoneConfig,
  form: CallForm,
  { ended = 0, call }: CallQuery,
  left: Leave | undefined,
): string {
  const { DialCallStatus } = form;
  if (DialCallStatus !== undefined) {
    const isTransferred = DialCallStatus === 'completed' || DialCallStatus === 'answered';
    if (isTransferred) return hangUp();
    return connectStream(config, form, { first: config.transfer_failed, call, attempt: ended + 1 });
  }
  if (left?.kind === 'transfer') return transferTo(left.to, ended);
  if (left || ended >= maxReconnects) return hangUp();
  return connectStream(config, form, { call, attempt: ended + 1 });
}
