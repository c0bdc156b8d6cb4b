import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { z } from 'zod';
import type { PhoneConfig } from './config.js';
import { destination } from './encode.js';
import type { CallForm } from './webhook.js';

/** Where Twilio opens the sessions of ConversationRelay. */
export const relayPath = '/webhooks/twilio_voice/relay';

/** How often the session of one call is opened again after its connection broke. */
const maxReconnects = 3;

/** Why a session has ended; it goes through Twilio to the action of `<Connect>`. */
const handoff = z.object({ transfer: destination.optional(), attempt: z.number().optional() });

/** What a session ends with. */
export const handoffOf = (leave: z.infer<typeof handoff>): string => JSON.stringify(leave);

/** TwiML that opens a session; `first` is said before, and `facts` come back with its set-up. */
export function connectRelay(
  config: PhoneConfig,
  {
    first,
    call,
    attempt = 0,
  }: { readonly first?: string; readonly call?: string | undefined; readonly attempt?: number },
): string {
  const { relay, language, hints } = config;
  const response = new VoiceResponse();
  if (first !== undefined) response.say(first);
  const connect = response.connect({ action: `webhook?ended=${attempt}${call === undefined ? '' : `&call=${call}`}` });
  const session = connect.conversationRelay({
    url: `${config.public_url?.replace(/^http/, 'ws')}${relayPath}`,
    language,
    ...(config.assistant_voice === undefined ? {} : { voice: config.assistant_voice }),
    ...(relay.tts_provider === undefined ? {} : { ttsProvider: relay.tts_provider }),
    ...(relay.transcription_provider === undefined ? {} : { transcriptionProvider: relay.transcription_provider }),
    ...(hints.length > 0 ? { hints: hints.join(', ') } : {}),
    interruptible: relay.interruptible,
    interruptSensitivity: relay.interrupt_sensitivity,
    ignorebackchannel: String(relay.ignore_backchannel),
    dtmfDetection: config.input.includes('dtmf'),
    events: 'speaker-events',
  });
  if (call !== undefined) session.parameter({ name: 'call', value: call });
  return response.toString();
}

/** What a call does when its session is over: it is transferred, opened again after a fault, or ended. */
export function afterRelay(
  config: PhoneConfig,
  { HandoffData, SessionStatus, DialCallStatus }: CallForm,
  { attempt, call }: { readonly attempt: number; readonly call: string | undefined },
): string {
  const isTransferred = DialCallStatus === 'completed' || DialCallStatus === 'answered';
  if (DialCallStatus !== undefined && !isTransferred) {
    return connectRelay(config, { first: config.transfer_failed, call });
  }
  if (HandoffData === undefined && SessionStatus === 'failed' && attempt < maxReconnects) {
    return connectRelay(config, { call, attempt: attempt + 1 });
  }
  const response = new VoiceResponse();
  const transfer = readHandoff(HandoffData);
  if (transfer === undefined) response.hangup();
  else response.dial({ action: `webhook?ended=${attempt}`, answerOnBridge: true }, transfer);
  return response.toString();
}

function readHandoff(data: string | undefined): string | undefined {
  try {
    return handoff.parse(JSON.parse(data ?? '{}')).transfer;
  } catch {
    return undefined;
  }
}
