import { z } from 'zod';

const text = z.string();

/**
 * What Twilio sends in a session of ConversationRelay
 * (https://www.twilio.com/docs/voice/conversationrelay/websocket-messages). `info` comes for the subscription to
 * `speaker-events`, whose form is documented only in Twilio's own examples.
 */
const fromTwilio = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('setup'),
    sessionId: text.min(1).max(64),
    callSid: text.min(1).max(64),
    from: text.default(''),
    to: text.default(''),
    direction: text.default('inbound'),
    customParameters: z.record(z.string(), z.string()).default({}),
  }),
  z.object({ type: z.literal('prompt'), voicePrompt: text, lang: text.optional(), last: z.boolean().default(true) }),
  z.object({ type: z.literal('dtmf'), digit: text.regex(/^[\dA-D*#]$/) }),
  z.object({ type: z.literal('interrupt'), utteranceUntilInterrupt: text.default('') }),
  z.object({ type: z.literal('info'), name: text, value: text }),
  z.object({ type: z.literal('error'), description: text.default('') }),
]);

/** A frame of Twilio, parsed. */
export type TwilioFrame = z.infer<typeof fromTwilio>;

/** A frame for Twilio. */
export type RelayFrame =
  | { readonly type: 'text'; readonly token: string; readonly last: boolean; readonly lang?: string }
  | { readonly type: 'play'; readonly source: string }
  | { readonly type: 'sendDigits'; readonly digits: string }
  | { readonly type: 'language'; readonly ttsLanguage: string; readonly transcriptionLanguage: string }
  | { readonly type: 'end'; readonly handoffData: string };

/** Reads a frame; `undefined` when it is none that is known. */
export function readFrame(data: string): TwilioFrame | undefined {
  try {
    return fromTwilio.parse(JSON.parse(data));
  } catch {
    return undefined;
  }
}
