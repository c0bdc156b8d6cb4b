import type { TextToSpeech } from '../speech/speech.js';
import type { LatencyMeter } from './latency.js';
import { type Cut, createPlayed } from './played.js';

/** Where the sound of the bot goes. It may take sound much faster than it plays it. */
export interface Line {
  readonly sampleRate: number;
  /** Plays a sound after what it is playing; the array belongs to the caller again when this returns. */
  play(sound: Int16Array): void;
  /** Asks to be told when all before has been played. */
  mark(name: string): void;
  /** Forgets what it has not played yet. */
  clear(): void;
}

/** Something to be said. */
export interface Speech {
  /** The id of the message, as the outbox has it. */
  readonly id: string;
  /** What it answers; the rest of an answer that was interrupted is not said any more. */
  readonly answers: string | undefined;
  readonly sentences: readonly string[];
}

/** What a mouth is made of. */
export interface MouthOptions {
  readonly line: Line;
  readonly synthesiser: TextToSpeech;
  readonly voice: string | undefined;
  readonly meter: LatencyMeter;
  language(): string;
  /** ms that the line has been open. */
  now(): number;
  /** Resolves when the bot may begin to speak. */
  turn(): Promise<void>;
  began(): void;
  /** All was played. */
  ended(): void;
  /** A message was not heard to its end. */
  cut(cut: Cut): void;
}

/** Says one thing after the other. */
export interface Mouth {
  /**
   * Resolves when all of the sound was handed to the line, or when nobody wants to hear it any more.
   *
   * @throws ParleyError SPEECH_FAILED; said again, it goes on with the sentence that failed
   */
  say(speech: Speech): Promise<void>;
  /** Falls silent, and forgets what was to come. */
  hush(): void;
  /** The line has played all up to a mark. */
  reached(mark: string): void;
  /** Something is being said, or waits for that. */
  readonly isBusy: boolean;
  /** To be called now and then. */
  tick(): void;
  /** Nobody is there any more. */
  close(): void;
}

/** Makes a mouth. */
export function createMouth({ line, synthesiser, voice, meter, ...to }: MouthOptions): Mouth {
  const played = createPlayed();
  const done = new Map<string, number>();
  const interrupted = new Set<string>();
  let abort = new AbortController();
  let answering: string | undefined;
  let speaking = false;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function speak({ id, answers, sentences }: Speech, { signal }: AbortController): Promise<void> {
    await to.turn();
    if (signal.aborted || (answers !== undefined && interrupted.has(answers))) return to.cut({ id, heard: '' });
    const from = done.get(id) ?? 0;
    const rest = sentences.slice(from);
    const marks = played.add(id, rest);
    answering = answers;
    for (const [index, text] of rest.entries()) {
      const mark = marks[index] ?? '';
      try {
        await sound(text, mark, signal);
      } catch (error) {
        for (const unsaid of marks.slice(index)) played.drop(unsaid);
        done.set(id, from + index);
        finish();
        throw error;
      }
      if (signal.aborted) return;
    }
    done.delete(id);
  }

  async function sound(text: string, mark: string, signal: AbortSignal): Promise<void> {
    meter.asked();
    const options = { sampleRate: line.sampleRate, language: to.language(), signal };
    for await (const chunk of synthesiser.speak(text, voice === undefined ? options : { ...options, voice })) {
      if (signal.aborted) return;
      meter.sound();
      if (!speaking) to.began();
      speaking = true;
      line.play(chunk);
      played.sent(mark, (chunk.length * 1_000) / line.sampleRate, to.now());
      meter.handedOut();
    }
    if (signal.aborted) return;
    played.complete(mark);
    line.mark(mark);
  }

  function finish(): void {
    if (!speaking || !played.isEmpty) return;
    speaking = false;
    to.ended();
  }

  function reached(mark: string): void {
    played.reached(mark, to.now());
    finish();
  }

  return {
    say(speech) {
      meter.message();
      const current = abort;
      waiting += 1;
      const spoken = last
        .then(() => speak(speech, current))
        .finally(() => {
          waiting -= 1;
        });
      last = spoken.catch(() => undefined);
      return spoken;
    },
    hush() {
      abort.abort();
      abort = new AbortController();
      if (answering !== undefined) interrupted.add(answering);
      if (speaking) line.clear();
      speaking = false;
      for (const cut of played.cut(to.now())) to.cut(cut);
    },
    reached,
    get isBusy() {
      return waiting > 0 || !played.isEmpty;
    },
    tick() {
      const mark = played.overdue(to.now());
      if (mark !== undefined) reached(mark);
    },
    close() {
      abort.abort();
      for (const cut of played.cut(to.now())) to.cut(cut);
    },
  };
}
