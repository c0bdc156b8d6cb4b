import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { loudnessOf } from '../../channels/voice/audio/energy.js';
import { readPcm } from '../../channels/voice/audio/pcm-stream.js';
import { wavOf } from '../../channels/voice/audio/wav.js';
import type { Recognition, SpeechToText, TextToSpeech, Transcript } from '../../channels/voice/speech/speech.js';

const run = promisify(execFile);
const SPEAKER = '/usr/bin/espeak-ng';
const RATE = 16_000;

/** Whether words can be spoken here. */
export const canSpeak = (): boolean => existsSync(SPEAKER);

/** What the recogniser was fed with in one utterance. */
interface Fed {
  readonly ms: number;
  /** The loudest 20 ms, in dBFS. */
  readonly loudest: number;
  readonly language: string;
}

/** A recogniser that listens to the sound, and makes of it what the test says. */
export interface ScriptedEar extends SpeechToText {
  /** What was fed in; a function, because settings are frozen. */
  fed(): readonly Fed[];
  /** How much sound has come of the utterance now, in ms. */
  soundMs(): number;
}

/** Understands its lines one after the other; where sound was too short or too quiet, it understands nothing. */
export function scriptedEar(lines: readonly string[]): ScriptedEar {
  const fed: Fed[] = [];
  let turn = 0;
  let soundMs = 0;
  return {
    name: 'script',
    fed: () => fed,
    soundMs: () => soundMs,
    listen({ sampleRate, language, signal }): Recognition {
      let samples = 0;
      let loudest = -96;
      const waiting: Transcript[] = [];
      let isOver = false;
      let wake: () => void = () => undefined;
      signal.addEventListener('abort', () => {
        isOver = true;
        wake();
      });
      const line = () => lines[turn] ?? '';
      const tell = (kind: Transcript['kind'], text: string) => {
        waiting.push({ kind, text, startMs: 0, endMs: (samples / sampleRate) * 1_000 });
        wake();
      };
      return {
        write(frame) {
          const before = samples;
          samples += frame.length;
          soundMs = (samples / sampleRate) * 1_000;
          loudest = Math.max(loudest, loudnessOf(frame));
          if (before < sampleRate / 2 && samples >= sampleRate / 2) tell('partial', line().split(' ')[0] ?? '');
        },
        finish() {
          fed.push({ ms: Math.round((samples / sampleRate) * 1_000), loudest: Math.round(loudest), language });
          if (loudest > -40) tell('final', line());
          turn += 1;
          isOver = true;
          wake();
        },
        transcripts: (async function* () {
          for (;;) {
            for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
            if (isOver) return;
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        })(),
      };
    },
  };
}

/** Speaks a tone of 60 ms for each character. */
export const tone: TextToSpeech = {
  name: 'tone',
  async *speak(text, { sampleRate }) {
    const samples = Math.round(text.length * 0.06 * sampleRate);
    for (let from = 0; from < samples; from += 1_000) {
      yield Int16Array.from({ length: Math.min(1_000, samples - from) }, (_, at) =>
        Math.round(9_000 * Math.sin((2 * Math.PI * 220 * (from + at)) / sampleRate)),
      );
    }
  },
};

/** What is said into the microphone: words that espeak-ng speaks, and pauses in ms. */
export type Said = readonly (string | number)[];

/** A WAV file of what is said, in mono of 16 bits. */
export async function recordingOf(said: Said): Promise<Uint8Array> {
  const pieces: Int16Array[] = [];
  for (const piece of said) {
    if (typeof piece === 'number') pieces.push(new Int16Array((piece * RATE) / 1_000));
    else for await (const chunk of spoken(piece)) pieces.push(chunk);
  }
  const sound = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    sound.set(piece, at);
    at += piece.length;
  }
  return wavOf(sound, RATE);
}

async function* spoken(words: string): AsyncIterable<Int16Array> {
  const { stdout } = await run(SPEAKER, ['--stdout', '-s', '150', words], { encoding: 'buffer', maxBuffer: 2 ** 26 });
  yield* readPcm(Readable.from([stdout]), 'wav', RATE);
}
