import { z } from 'zod';

const ms = z.number().int().positive();

/** Settings of taking turns, with what holds when nothing is set. Times are in ms. */
export const turnSettings = z.strictObject({
  /** How long a person has to be quiet before it is the bot's turn. */
  silence_ms: ms.default(600),
  /** How long sound has to last before it counts as speech, while the bot is silent and while it speaks. */
  speech_ms: ms.default(80),
  speech_over_ms: ms.default(160),
  /** How much louder than the noise of the line speech is, in dB, while the bot is silent and while it speaks. */
  margin_db: z.number().positive().default(10),
  margin_over_db: z.number().positive().default(14),
  /** What interrupts the bot: speech and keys, keys alone, or nothing. */
  interrupted_by: z.enum(['any', 'keys', 'none']).default('any'),
  /** A recogniser that gives no words meanwhile: speech of this length interrupts all the same. */
  interrupt_after_ms: ms.default(900),
  /** Words that do not interrupt; default: those of the language. */
  back_channels: z.array(z.string().min(1)).optional(),
  /** A person who says nothing for so long is asked again. */
  prompt_after_ms: ms.default(7_000),
  /** After so many times in a row the call ends. */
  prompts: z.number().int().min(0).default(3),
  /** An utterance is cut off after this. */
  longest_ms: ms.default(30_000),
  /** How long the recogniser may take for the last words. */
  recogniser_ms: ms.default(10_000),
  /** Keys that are pressed within this pause belong together; `#` ends them at once. */
  key_pause_ms: ms.default(2_000),
});

/** Settings of taking turns, parsed. */
export type TurnSettings = z.infer<typeof turnSettings>;
