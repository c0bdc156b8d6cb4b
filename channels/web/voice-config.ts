import { z } from 'zod';
import type { SpeechToText, TextToSpeech } from '../voice/speech/speech.js';

/** Voice in the browser, where the bot has something to recognise speech with. */
export const voiceConfig = z.strictObject({
  /** What recognises speech. */
  listen: z.custom<SpeechToText>((value) => typeof (value as SpeechToText | null)?.listen === 'function'),
  /** What speaks; without it the bot answers in writing. */
  speak: z.custom<TextToSpeech>((value) => typeof (value as TextToSpeech | null)?.speak === 'function').optional(),
  /** What is spoken, BCP 47; without it the language of the page. */
  language: z.string().min(2).optional(),
  /** Words that are likely to be said. */
  hints: z.array(z.string().min(1)).default([]),
  /** Seconds of one utterance at most. */
  max_seconds: z.number().positive().max(600).default(60),
});

/** Settings of voice in the browser, parsed. */
export type VoiceConfig = z.infer<typeof voiceConfig>;
