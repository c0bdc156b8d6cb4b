import { z } from 'zod';
import { listenSetting, speakSetting } from '../voice/speech/settings.js';

/** Voice in the browser, where the bot has something to recognise speech with. */
export const voiceConfig = z.strictObject({
  /** What recognises speech. */
  listen: listenSetting,
  /** What speaks; without it the bot answers in writing. */
  speak: speakSetting.optional(),
  /** What is spoken, BCP 47; without it the language of the page. */
  language: z.string().min(2).optional(),
  /** Words that are likely to be said. */
  hints: z.array(z.string().min(1)).default([]),
  /** Seconds of one utterance at most. */
  max_seconds: z.number().positive().max(600).default(60),
});

/** Settings of voice in the browser, parsed. */
export type VoiceConfig = z.infer<typeof voiceConfig>;
