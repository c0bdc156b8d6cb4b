import { z } from 'zod';
import { listenSetting, speakSetting } from '../speech/settings.js';
import type { TurnLatency } from '../turns/latency.js';
import { turnSettings } from '../turns/settings.js';

/** Settings of calls that are held by Media Streams. */
export const streamsSettings = z.strictObject({
  /** What recognises speech. */
  listen: listenSetting,
  /** What speaks. */
  speak: speakSetting,
  /** The provider's name of a voice. */
  voice: z.string().min(1).optional(),
  turns: turnSettings.omit({ prompt_after_ms: true, prompts: true }).prefault({}),
  /** In `bot.ts`: told how long each turn took, by stages. */
  measured: z.custom<(latency: TurnLatency) => void>((value) => typeof value === 'function').optional(),
});

/** Settings of Media Streams, parsed. */
export type StreamsSettings = z.infer<typeof streamsSettings>;
