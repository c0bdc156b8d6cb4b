import { type ChannelContext, ParleyError } from '../../core/index.js';

/** What a client that passes a callback is told of what it sent. */
export type WebAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
    };

/** Tells a known mistake with its remedy; of a fault inside the bot only that there was one. */
export function refusal(error: unknown, { log }: Pick<ChannelContext, 'log'>): WebAnswer {
  if (error instanceof ParleyError && (error.status < 500 || error.status === 503)) {
    log.warn({ code: error.code }, error.message);
    return { ok: false, error: { code: error.code, message: error.message, remedy: error.remedy } };
  }
  log.error({ err: error }, 'a message could not be taken in');
  const message = 'Something went wrong inside the bot.';
  return { ok: false, error: { code: 'INTERNAL', message, remedy: 'Send the message again in a moment.' } };
}
