import type { SpeechToText } from '../../channels/voice/speech/speech.js';

/** A recogniser that hears what the script says, whatever the sound is. */
export interface ScriptedRecogniser extends SpeechToText {
  /** The sound of each utterance so far. */
  readonly utterances: readonly Int16Array[];
  /** The next utterance will be understood so; without words of the script it is not understood. */
  hear(text: string): void;
}

/** How long a word takes until it is known, in ms of sound. */
const msPerWord = 350;

/** Makes one; `partials` tells whether words come while they are spoken. */
export function scriptedRecogniser(partials: 'with partials' | 'at the end' = 'with partials'): ScriptedRecogniser {
  const script: string[] = [];
  const utterances: Int16Array[] = [];
  return {
    name: 'script',
    utterances,
    hear: (text) => void script.push(text),
    listen({ sampleRate, signal }) {
      const text = script.shift() ?? '';
      const words = text.split(' ');
      const sound: number[] = [];
      let told = 0;
      let isOver = signal.aborted;
      let wake: () => void = () => undefined;
      signal.addEventListener('abort', () => {
        isOver = true;
        wake();
      });
      async function* transcripts() {
        for (;;) {
          const known = Math.min(words.length, Math.floor((sound.length * 1_000) / sampleRate / msPerWord));
          if (partials === 'with partials' && known > told && text !== '') {
            told = known;
            yield { text: words.slice(0, known).join(' '), kind: 'partial', startMs: 0, endMs: 0 } as const;
          } else if (isOver) break;
          else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
        if (!signal.aborted && text !== '') yield { text, kind: 'final', startMs: 0, endMs: 0 } as const;
      }
      return {
        write(frame) {
          sound.push(...frame);
          wake();
        },
        finish() {
          isOver = true;
          utterances.push(Int16Array.from(sound));
          wake();
        },
        transcripts: transcripts(),
      };
    },
  };
}
