import type { OpenAI } from 'openai';
import { z } from 'zod';
import { readPcm } from '../audio/pcm-stream.js';
import { wavOf } from '../audio/wav.js';
import { speechFailed } from './failure.js';
import { createRecording } from './recording.js';
import type { ListenOptions, SpeakOptions, SpeechToText, TextToSpeech } from './speech.js';

const endpoint = {
  provider: z.literal('openai'),
  /** Any endpoint that speaks OpenAI's audio interface, up to and with `/v1`. */
  base_url: z.url().default('https://api.openai.com/v1'),
  /** Local servers need none. */
  api_key: z.string().trim().regex(/^\S+$/, 'is empty, or has white space in it').default('none'),
  /** How long one request may take, in seconds. */
  timeout: z.number().positive().default(15),
};

/** Settings of speech recognised by an OpenAI-compatible endpoint. */
export const openAiListenSettings = z.strictObject({
  ...endpoint,
  model: z.string().min(1).default('gpt-4o-mini-transcribe'),
});

/** Settings of speech spoken by an OpenAI-compatible endpoint. */
export const openAiSpeakSettings = z.strictObject({
  ...endpoint,
  model: z.string().min(1).default('gpt-4o-mini-tts'),
  voice: z.string().min(1).default('alloy'),
  /** How it is to be spoken, for models that can be told. */
  instructions: z.string().min(1).optional(),
  /** What the endpoint sends: bare samples at `sample_rate`, or a WAV file. */
  format: z.enum(['pcm', 'wav']).default('pcm'),
  sample_rate: z.number().int().positive().default(24_000),
});

type Endpoint = Pick<z.infer<typeof openAiListenSettings>, 'base_url' | 'api_key' | 'timeout'>;

/** Utterances longer than this are not sent, in seconds. */
const longest = 120;

/** Recognises speech by `POST /audio/transcriptions`; words come while the endpoint still works, where it streams. */
export function openAiListener(settings: z.infer<typeof openAiListenSettings>): SpeechToText {
  const { model } = settings;
  const clientOf = lazyClient(settings);
  const name = `openai ${model}`;
  return {
    name,
    listen({ sampleRate, language, hints, signal }: ListenOptions) {
      const recording = createRecording(sampleRate, longest, signal);
      async function* transcribe() {
        const sound = await recording.finished;
        if (signal.aborted || sound.length === 0) return;
        const endMs = (sound.length * 1_000) / sampleRate;
        const said = (text: string, kind: 'partial' | 'final') => ({ text: text.trim(), kind, startMs: 0, endMs });
        try {
          const { client, toFile } = await clientOf();
          const request = {
            file: await toFile(wavOf(sound, sampleRate), 'speech.wav', { type: 'audio/wav' }),
            model,
            language: language.split('-')[0] ?? language,
            stream: true,
            ...(hints && hints.length > 0 ? { prompt: hints.join(', ') } : {}),
          } as const;
          const response = await client.audio.transcriptions.create(request, { signal }).asResponse();
          if (!response.headers.get('content-type')?.includes('event-stream')) {
            const { text } = z.object({ text: z.string() }).parse(await response.json());
            if (text.trim() !== '') yield said(text, 'final');
            return;
          }
          let sofar = '';
          for await (const event of await eventsOf(response, signal)) {
            if (event.type === 'transcript.text.delta') {
              sofar += event.delta;
              yield said(sofar, 'partial');
            }
            if (event.type === 'transcript.text.done' && event.text.trim() !== '') yield said(event.text, 'final');
          }
        } catch (error) {
          if (!signal.aborted) throw speechFailed(name, error);
        }
      }
      return { write: recording.write, finish: recording.finish, transcripts: transcribe() };
    },
  };
}

/** Speaks by `POST /audio/speech`; the sound is handed on as it comes. */
export function openAiSpeaker(settings: z.infer<typeof openAiSpeakSettings>): TextToSpeech {
  const { model, voice: usual, format, sample_rate, instructions } = settings;
  const clientOf = lazyClient(settings);
  const name = `openai ${model}`;
  return {
    name,
    async *speak(text, { sampleRate, voice = usual, signal }: SpeakOptions) {
      try {
        const { client } = await clientOf();
        const request = { model, voice, input: text, response_format: format };
        const response = await client.audio.speech.create(instructions ? { ...request, instructions } : request, {
          signal,
        });
        if (!response.body) throw new Error('the answer has no body');
        const bytes = response.body as unknown as AsyncIterable<Uint8Array>;
        yield* readPcm(bytes, format === 'wav' ? 'wav' : { sampleRate: sample_rate }, sampleRate);
      } catch (error) {
        if (!signal.aborted) throw speechFailed(name, error);
      }
    },
  };
}

async function eventsOf(response: Response, signal: AbortSignal) {
  const { Stream } = await import('openai/streaming');
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  return Stream.fromSSEResponse<OpenAI.Audio.TranscriptionStreamEvent>(response, controller);
}

/** A caller does not wait for a second attempt longer than for a first answer, so there is one at most. */
function lazyClient({ base_url, api_key, timeout }: Endpoint) {
  let made: Promise<{ client: OpenAI; toFile: typeof import('openai').toFile }> | undefined;
  return () => {
    made ??= import('openai').then(({ OpenAI: Client, toFile }) => ({
      client: new Client({ baseURL: base_url, apiKey: api_key, timeout: timeout * 1_000, maxRetries: 1 }),
      toFile,
    }));
    return made;
  };
}
