import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type PcmFormat, readPcm } from '../audio/pcm-stream.js';
import { createResampler } from '../audio/resample.js';
import { wavOf } from '../audio/wav.js';
import { speechFailed } from './failure.js';
import { createRecording } from './recording.js';
import { runProgram } from './run-program.js';
import type { ListenOptions, SpeechToText, TextToSpeech, Transcript } from './speech.js';

const program = {
  provider: z.literal('program'),
  /**
   * The program and its arguments; no shell reads them. `{language}` and `{voice}` are filled in, `{file}` is a WAV file
   * with the utterance.
   */
  command: z.array(z.string()).min(1),
  /** How long it may run, in seconds. */
  timeout: z.number().positive().default(30),
};

/** Settings of a program that recognises speech: sound in by a file or on standard input, lines of text out. */
export const programListenSettings = z.strictObject({
  ...program,
  /** What standard input gets when there is no `{file}` among the arguments. */
  input: z.enum(['wav', 'pcm']).default('wav'),
  /** Samples a second that the program wants. */
  sample_rate: z.number().int().positive().default(16_000),
  /** Lines are JSON, and this field is the text; without it, a line is the text. */
  field: z.string().min(1).optional(),
});

/** Settings of a program that speaks: text on standard input, sound out. */
export const programSpeakSettings = z.strictObject({
  ...program,
  /** A WAV file of 16 bits and one channel, or bare samples like that at `sample_rate`. */
  output: z.enum(['wav', 'pcm']).default('wav'),
  sample_rate: z.number().int().positive().default(16_000),
  /** What `{voice}` is when a channel names none. */
  voice: z.string().default(''),
});

const longest = 120;

/** Recognises speech by a program such as whisper.cpp or PocketSphinx: one run for each utterance. */
export function programListener(settings: z.infer<typeof programListenSettings>): SpeechToText {
  const name = settings.command[0] ?? '';
  return {
    name,
    listen({ sampleRate, language, signal }: ListenOptions) {
      const recording = createRecording(sampleRate, longest, signal);
      async function* transcribe(): AsyncIterable<Transcript> {
        const sound = await recording.finished;
        if (signal.aborted || sound.length === 0) return;
        const endMs = (sound.length * 1_000) / sampleRate;
        try {
          for await (const line of linesFrom(
            settings,
            atRate(sound, sampleRate, settings.sample_rate),
            language,
            signal,
          )) {
            const text = textOf(line, settings.field);
            if (text !== '') yield { text, kind: 'final', startMs: 0, endMs };
          }
        } catch (error) {
          if (!signal.aborted) throw speechFailed(name, error);
        }
      }
      return { write: recording.write, finish: recording.finish, transcripts: transcribe() };
    },
  };
}

/** Speaks by a program such as espeak-ng or Piper: one run for each sentence. */
export function programSpeaker(settings: z.infer<typeof programSpeakSettings>): TextToSpeech {
  const { command, timeout, output, sample_rate, voice: usual } = settings;
  const name = command[0] ?? '';
  const format: PcmFormat = output === 'wav' ? 'wav' : { sampleRate: sample_rate };
  return {
    name,
    async *speak(text, { sampleRate, language, voice = usual, signal }) {
      if (signal.aborted) return;
      try {
        const running = runProgram({ command, fill: { language, voice }, signal, timeoutMs: timeout * 1_000 });
        running.write(Buffer.from(`${text}\n`));
        running.end();
        for await (const sound of readPcm(running.output, format, sampleRate)) {
          // What was in the pipe already must not be heard any more.
          if (signal.aborted) return;
          yield sound;
        }
      } catch (error) {
        if (!signal.aborted) throw speechFailed(name, error);
      }
    },
  };
}

async function* linesFrom(
  { command, timeout, input, sample_rate }: z.infer<typeof programListenSettings>,
  sound: Int16Array,
  language: string,
  signal: AbortSignal,
): AsyncIterable<string> {
  const byFile = command.some((word) => word.includes('{file}'));
  const folder = byFile ? await mkdtemp(join(tmpdir(), 'parley-speech-')) : undefined;
  try {
    const wav = wavOf(sound, sample_rate);
    const file = folder === undefined ? '' : join(folder, 'speech.wav');
    if (file !== '') await writeFile(file, wav);
    const running = runProgram({ command, fill: { language, file }, signal, timeoutMs: timeout * 1_000 });
    if (file === '') running.write(input === 'wav' ? wav : wav.subarray(44));
    running.end();
    yield* linesOf(running.output);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function textOf(line: string, field: string | undefined): string {
  if (field === undefined || line.trim() === '') return line.trim();
  return (
    z
      .object({ [field]: z.string() })
      .parse(JSON.parse(line))
      [field]?.trim() ?? ''
  );
}

function atRate(sound: Int16Array, from: number, to: number): Int16Array {
  const resampler = createResampler(from, to);
  const body = resampler.push(sound).slice();
  const end = resampler.flush();
  const all = new Int16Array(body.length + end.length);
  all.set(body);
  all.set(end, body.length);
  return all;
}
