import type { Recognition, SpeechToText } from '../speech/speech.js';

/** Sound before speech counted as such, so that its first letters are not lost. In ms. */
const leadMs = 400;

/** What an ear is made of. */
export interface EarOptions {
  readonly recogniser: SpeechToText;
  readonly sampleRate: number;
  readonly hints: readonly string[];
  language(): string;
  /** The words of an utterance so far. */
  words(utterance: number, text: string): void;
  /** The words of an utterance at last; empty when there are none. */
  recognised(utterance: number, text: string): void;
  failed(error: unknown): void;
}

/** Hands the sound of each utterance to the recogniser. */
export interface Ear {
  /** Takes the next frame, whoever speaks. */
  frame(frame: Int16Array): void;
  listen(utterance: number): void;
  finish(utterance: number): void;
  cancel(utterance: number): void;
  close(): void;
}

interface Listening {
  readonly recognition: Recognition;
  readonly abort: AbortController;
}

/** Makes an ear. */
export function createEar(options: EarOptions): Ear {
  const { recogniser, sampleRate, hints } = options;
  const lead = new Int16Array((sampleRate * leadMs) / 1_000);
  const open = new Map<number, Listening>();
  let position = 0;
  let current: number | undefined;

  function remember(frame: Int16Array): void {
    const fits = Math.min(frame.length, lead.length - position);
    lead.set(frame.subarray(0, fits), position);
    lead.set(frame.subarray(fits), 0);
    position = (position + frame.length) % lead.length;
  }

  async function follow(utterance: number, { recognition, abort }: Listening): Promise<void> {
    let text = '';
    try {
      for await (const transcript of recognition.transcripts) {
        const sofar = `${text} ${transcript.text}`.trim();
        if (transcript.kind === 'final') text = sofar;
        if (!abort.signal.aborted) options.words(utterance, sofar);
      }
    } catch (error) {
      options.failed(error);
    }
    if (open.delete(utterance) && !abort.signal.aborted) options.recognised(utterance, text);
  }

  return {
    frame(frame) {
      if (current !== undefined) open.get(current)?.recognition.write(frame);
      remember(frame);
    },
    listen(utterance) {
      const abort = new AbortController();
      const recognition = recogniser.listen({ sampleRate, language: options.language(), hints, signal: abort.signal });
      const listening = { recognition, abort };
      open.set(utterance, listening);
      current = utterance;
      recognition.write(lead.subarray(position));
      recognition.write(lead.subarray(0, position));
      void follow(utterance, listening);
    },
    finish(utterance) {
      open.get(utterance)?.recognition.finish();
      if (current === utterance) current = undefined;
    },
    cancel(utterance) {
      open.get(utterance)?.abort.abort();
      open.delete(utterance);
    },
    close() {
      for (const { abort } of open.values()) abort.abort();
      open.clear();
    },
  };
}
