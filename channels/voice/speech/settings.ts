import { z } from 'zod';
import { openAiListener, openAiListenSettings, openAiSpeaker, openAiSpeakSettings } from './openai.js';
import { programListener, programListenSettings, programSpeaker, programSpeakSettings } from './program.js';
import type { SpeechToText, TextToSpeech } from './speech.js';

// Settings are frozen; what a provider of one's own keeps is not.
const ownListener = z
  .custom<SpeechToText>((value) => typeof Object(value).listen === 'function')
  .transform((own): SpeechToText => ({ name: own.name, listen: (options) => own.listen(options) }));
const ownSpeaker = z
  .custom<TextToSpeech>((value) => typeof Object(value).speak === 'function')
  .transform((own): TextToSpeech => ({ name: own.name, speak: (text, options) => own.speak(text, options) }));

/**
 * What recognises speech, as a channel's settings name it: `provider: openai` or `provider: program`, or in `bot.ts` any
 * `SpeechToText`.
 */
export const listenSetting = z.union([
  ownListener,
  z
    .discriminatedUnion('provider', [openAiListenSettings, programListenSettings])
    .transform((settings) => (settings.provider === 'openai' ? openAiListener(settings) : programListener(settings))),
]);

/** What speaks, as a channel's settings name it; in `bot.ts` any `TextToSpeech`. */
export const speakSetting = z.union([
  ownSpeaker,
  z
    .discriminatedUnion('provider', [openAiSpeakSettings, programSpeakSettings])
    .transform((settings) => (settings.provider === 'openai' ? openAiSpeaker(settings) : programSpeaker(settings))),
]);
