import { z } from 'zod';

const text = z.string();

/**
 * What Twilio sends on a bidirectional stream (https://www.twilio.com/docs/voice/media-streams/websocket-messages). Its
 * numbers are strings.
 */
const fromTwilio = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  z.object({
    event: z.literal('start'),
    streamSid: text.min(1).max(64),
    start: z.object({
      callSid: text.min(1).max(64),
      customParameters: z.record(z.string(), z.string()).default({}),
      mediaFormat: z.object({ encoding: text, sampleRate: z.coerce.number(), channels: z.coerce.number() }),
    }),
  }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: text.regex(/^[\dA-D*#]$/) }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: text }) }),
  z.object({ event: z.literal('stop') }),
]);

/** Sound of the caller: mu-law in base64. */
interface MediaFrame {
  readonly event: 'media';
  readonly payload: string;
}

/** A frame of Twilio, parsed. */
export type StreamFrame = z.infer<typeof fromTwilio> | MediaFrame;

/** Reads a frame; `undefined` when it is none that is known. Fifty a second are sound, so that goes without a schema. */
export function readFrame(data: string): StreamFrame | undefined {
  try {
    const frame = JSON.parse(data) as unknown;
    const { event, media } = Object(frame) as { event?: unknown; media?: { payload?: unknown } | null };
    if (event === 'media' && typeof media?.payload === 'string') return { event, payload: media.payload };
    return fromTwilio.parse(frame);
  } catch {
    return undefined;
  }
}
