import type { Recognition, SpeechToText, Transcript } from '../voice/speech/speech.js';
import { HEARD_RATE } from './voice-events.js';

/** An utterance that is being listened to. */
export interface Utterance {
  /** Takes sound; what goes over the limit is left out. */
  write(samples: Int16Array): void;
  /** The person has stopped speaking. */
  finish(): void;
  /** Nothing comes of it: called off, or the page is gone. */
  cancel(): void;
  /** What was said, once all of it is known; `undefined` when it was called off. */
  readonly text: Promise<string | undefined>;
}

/** What an utterance is listened to with. */
export interface UtteranceOptions {
  readonly ear: SpeechToText;
  readonly language: string;
  readonly hints: readonly string[];
  /** Seconds of sound at most; the utterance counts as finished then. */
  readonly maxSeconds: number;
  /** Told of the words so far, whenever there are more of them. */
  readonly sofar: (text: string) => void;
}

/** Begins to listen. */
export function listenTo({ ear, language, hints, maxSeconds, sofar }: UtteranceOptions): Utterance {
  const abort = new AbortController();
  const recognition = ear.listen({ sampleRate: HEARD_RATE, language, hints, signal: abort.signal });
  let room = maxSeconds * HEARD_RATE;
  let finished = false;

  function finish(): void {
    if (finished) return;
    finished = true;
    recognition.finish();
  }

  return {
    write(samples) {
      if (finished) return;
      recognition.write(samples.subarray(0, room));
      room -= samples.length;
      if (room <= 0) finish();
    },
    finish,
    cancel() {
      finished = true;
      abort.abort();
    },
    text: collect(recognition, sofar).then((text) => (abort.signal.aborted ? undefined : text)),
  };
}

/** Final texts follow one another; a partial one stands for what comes after them. */
async function collect({ transcripts }: Recognition, sofar: (text: string) => void): Promise<string> {
  let settled = '';
  for await (const transcript of transcripts) {
    const text = joined(settled, transcript);
    if (transcript.kind === 'final') settled = text;
    sofar(text);
  }
  return settled;
}

const joined = (before: string, { text }: Transcript): string => `${before} ${text}`.trim();
