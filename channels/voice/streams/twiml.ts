import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { PhoneConfig } from '../twilio/config.js';
import type { CallForm } from '../twilio/webhook.js';

/** Where Twilio opens the streams of calls. */
export const streamPath = '/webhooks/twilio_voice/stream';

/** What is told to the session of a stream, and comes back with its start. */
interface StreamParameters {
  readonly from: string;
  readonly to: string;
  readonly direction: string;
  /** How often the stream of this call was opened before. */
  readonly attempt: string;
  /** The outbound call, by its own id. */
  readonly call?: string;
}

/**
 * TwiML that opens a stream both ways; `first` is said before. When the bot closes the stream the call comes back, as
 * Twilio goes on with what follows `<Connect>`.
 */
export function connectStream(
  { public_url }: PhoneConfig,
  { From, To, Direction }: CallForm,
  { first, call, attempt = 0 }: { first?: string | undefined; call?: string | undefined; attempt?: number } = {},
): string {
  const response = new VoiceResponse();
  if (first !== undefined) response.say(first);
  const stream = response.connect().stream({ url: `${public_url?.replace(/^http/, 'ws')}${streamPath}` });
  const told: StreamParameters = {
    from: From,
    to: To,
    direction: Direction,
    attempt: String(attempt),
    ...(call === undefined ? {} : { call }),
  };
  for (const [name, value] of Object.entries(told)) stream.parameter({ name, value });
  response.redirect(`webhook?ended=${attempt}${call === undefined ? '' : `&call=${call}`}`);
  return response.toString();
}

/** TwiML that connects the caller with a person, and comes back when that fails. */
export function transferTo(to: string, attempt: number): string {
  const response = new VoiceResponse();
  response.dial({ action: `webhook?ended=${attempt}`, answerOnBridge: true }, to);
  return response.toString();
}
