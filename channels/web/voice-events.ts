import { z } from 'zod';

/** Samples a second of what a page sends. */
export const HEARD_RATE = 16_000;
/** Samples a second of what a page is sent. */
export const SPOKEN_RATE = 24_000;

const id = z.string().min(1).max(128);
const session_id = z.string().nullish();
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .nullish()
  .catch(undefined);

const position = z.object({ id, part: z.number().int().min(0), playedMs: z.number().min(0) });

/** How far a spoken message had come: `part` counts its sentences, from 0. */
export type Position = z.infer<typeof position>;

/** `voice_mode`: whether this page speaks what the bot says from now on. */
export const voiceMode = z.object({ session_id, speak: z.boolean(), language });

/** `voice_begin`: the person begins to speak; `over` is what was being played, which may go on. */
export const voiceBegin = z.object({ id, session_id, language, over: position.nullish() });

/** `voice_end`: the person has spoken, or calls it off. */
export const voiceEnd = z.object({ id, cancel: z.boolean().nullish() });

/** `voice_stop`: the playing has stopped for good; without a position nothing had been played. */
export const voiceStop = z.object({ at: position.nullish() });

/** `voice_frame`: the sound of an utterance, 16-bit little-endian PCM, mono. */
export const voiceFrame = z.instanceof(Uint8Array).refine((bytes) => bytes.length % 2 === 0);
