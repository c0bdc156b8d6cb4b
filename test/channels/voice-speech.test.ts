import { execPath } from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { clippedIn, loudnessOf } from '../../channels/voice/audio/energy.js';
import { readWavHead } from '../../channels/voice/audio/wav.js';
import { listenSetting, speakSetting } from '../../channels/voice/speech/settings.js';
import type { SpeechToText, TextToSpeech, Transcript } from '../../channels/voice/speech/speech.js';
import { espeak, spokenBy, whyNoEspeak } from '../kit/caller.js';
import { type FakeOpenAiAudio, startFakeOpenAiAudio } from '../kit/fake-openai-audio.js';

const second = new Int16Array(8_000).fill(1_000);

async function wordsOf(ear: SpeechToText, signal = new AbortController().signal): Promise<Transcript[]> {
  const recognition = ear.listen({ sampleRate: 8_000, language: 'en-US', hints: ['koi', 'tebori'], signal });
  for (let at = 0; at < second.length; at += 160) recognition.write(second.subarray(at, at + 160));
  recognition.finish();
  const words: Transcript[] = [];
  for await (const transcript of recognition.transcripts) words.push(transcript);
  return words;
}

async function soundOf(mouth: TextToSpeech, text: string, signal = new AbortController().signal): Promise<Int16Array> {
  const sound: number[] = [];
  for await (const chunk of mouth.speak(text, { sampleRate: 8_000, language: 'en-US', signal })) sound.push(...chunk);
  return Int16Array.from(sound);
}

describe('an OpenAI-compatible endpoint', () => {
  let endpoint: FakeOpenAiAudio | undefined;
  afterEach(() => endpoint?.close());

  async function start() {
    endpoint = await startFakeOpenAiAudio();
    const settings = { provider: 'openai', base_url: endpoint.url, api_key: 'key-1' } as const;
    return { endpoint, ear: listenSetting.parse(settings), mouth: speakSetting.parse(settings) };
  }

  it('gives words as they come, and all of them at last', async () => {
    const { endpoint, ear } = await start();
    endpoint.hear(['A koi', ' on my', ' arm.']);
    expect((await wordsOf(ear)).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'partial: A koi',
      'partial: A koi on my',
      'partial: A koi on my arm.',
      'final: A koi on my arm.',
    ]);
  });

  it('gets the utterance as a WAV file, its language and the words to expect', async () => {
    const { endpoint, ear } = await start();
    await wordsOf(ear);
    const [request] = endpoint.transcriptions;
    expect(request?.authorization).toBe('Bearer key-1');
    expect(request?.fields).toMatchObject({ model: 'gpt-4o-mini-transcribe', language: 'en', prompt: 'koi, tebori' });
    expect(readWavHead(request?.sound ?? new Uint8Array())).toMatchObject({ sampleRate: 8_000, channels: 1 });
    expect(request?.sound.length).toBe(44 + 16_000);
  });

  it('may answer at once', async () => {
    const { endpoint, ear } = await start();
    endpoint.hear(['Tomorrow.'], 'whole');
    expect(await wordsOf(ear)).toMatchObject([{ kind: 'final', text: 'Tomorrow.', endMs: 1_000 }]);
  });

  it('that understood nothing gives no words', async () => {
    const { ear } = await start();
    expect(await wordsOf(ear)).toEqual([]);
  });

  it('speaks, and its sound is brought to the rate of the line', async () => {
    const { endpoint, mouth } = await start();
    const sound = await soundOf(mouth, 'x'.repeat(100));
    expect(endpoint.spoken).toEqual([
      { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'x'.repeat(100), response_format: 'pcm' },
    ]);
    expect(sound.length).toBeCloseTo(8_000, -1);
    expect(loudnessOf(sound)).toBeCloseTo(-15.3, 0);
  });

  it('that refuses is named in the error, in its own words, and the key is not', async () => {
    const { endpoint, ear, mouth } = await start();
    endpoint.fail(401, 'Incorrect API key provided');
    for (const fails of [() => wordsOf(ear), () => soundOf(mouth, 'Hello')]) {
      const error = await fails().catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code: 'SPEECH_FAILED', message: expect.stringContaining('Incorrect API key') });
      expect(String(error)).not.toContain('key-1');
    }
  });

  it('is left alone when nobody listens any more', async () => {
    const { endpoint, ear, mouth } = await start();
    const aborted = AbortSignal.abort();
    expect(await wordsOf(ear, aborted)).toEqual([]);
    expect(await soundOf(mouth, 'Hello', aborted)).toHaveLength(0);
    expect([endpoint.transcriptions, endpoint.spoken]).toEqual([[], []]);
  });
});

/** A program that does what the script says. */
const node = (script: string, ...words: string[]) => [execPath, '-e', script, ...words];

describe('programs on the machine', () => {
  const ear = (command: readonly string[], more = {}) => listenSetting.parse({ provider: 'program', command, ...more });
  const readAll =
    "const c = []; process.stdin.on('data', (d) => c.push(d)).on('end', () => {const b = Buffer.concat(c);";

  it('hear an utterance on standard input, at the rate that they want', async () => {
    const script = `${readAll} console.log(b.subarray(0, 4) + ' ' + b.readUInt32LE(24) + ' ' + b.length); })`;
    expect(await wordsOf(ear(node(script)))).toMatchObject([{ kind: 'final', text: 'RIFF 16000 32044' }]);
  });

  it('hear a file, which is gone afterwards', async () => {
    const script = "const f = process.argv[1]; console.log(require('fs').statSync(f).size + ' ' + f)";
    const [transcript] = await wordsOf(ear(node(script, '{file}')));
    const [size, file = ''] = transcript?.text.split(' ') ?? [];
    expect(size).toBe('32044');
    const { existsSync } = await import('node:fs');
    expect(existsSync(file)).toBe(false);
  });

  it('may answer with lines of JSON', async () => {
    const script = `${readAll} console.log('{"t":"hello"}\\n{"t":"there"}'); })`;
    const words = await wordsOf(ear(node(script), { field: 't', input: 'pcm' }));
    expect(words.map(({ text }) => text)).toEqual(['hello', 'there']);
  });

  it.each([
    ['is not there', ['no-such-program-here'], 'not installed'],
    ['fails', node("console.error('no model'); process.exit(3)"), 'it ended with code 3: no model'],
    ['says no JSON', node("console.log('hm')"), 'JSON'],
  ])('that %s is told of', async (_, command, reason) => {
    const failing = wordsOf(ear(command, { field: 't' }));
    await expect(failing).rejects.toMatchObject({ code: 'SPEECH_FAILED', message: expect.stringContaining(reason) });
  });

  it('that takes too long is ended', async () => {
    const failing = wordsOf(ear(node('setInterval(() => {}, 1000)'), { timeout: 0.3 }));
    await expect(failing).rejects.toThrow('it took more than 0.3 seconds');
  });

  it('get a text as it is: no shell sees it', async () => {
    const echo = node('process.stdin.pipe(process.stdout)');
    const mouth = speakSetting.parse({ provider: 'program', command: echo, output: 'pcm', sample_rate: 8_000 });
    const text = '$(exit 1); `x` && "-v" --help';
    const sound = await soundOf(mouth, text);
    expect(Buffer.from(sound.buffer).toString()).toBe(`${text}\n`.slice(0, 2 * sound.length));
  });
});

describe.skipIf(whyNoEspeak)('espeak-ng', () => {
  it('speaks at the rate of a telephone, loud enough and not cut off', async () => {
    const sound = await soundOf(espeak, 'Your appointment is at nine tomorrow.');
    expect(sound.length / 8_000).toBeGreaterThan(1.5);
    expect(sound.length / 8_000).toBeLessThan(5);
    expect(loudnessOf(sound)).toBeGreaterThan(-30);
    expect(clippedIn(sound)).toBeLessThan(5);
  });

  it('takes a text that looks like an option as a text', async () => {
    expect((await soundOf(espeak, '--version')).length).toBeGreaterThan(4_000);
  });

  it('ends at once when it is interrupted', async () => {
    const abort = new AbortController();
    const options = { sampleRate: 8_000, language: 'en-US', signal: abort.signal };
    let chunks = 0;
    for await (const _ of espeak.speak('One two three four. '.repeat(200), options)) {
      chunks += 1;
      abort.abort();
    }
    expect(chunks).toBe(1);
  });

  it('is what callers of tests speak with', async () => {
    expect((await spokenBy('Hello', 16_000)).length).toBeGreaterThan(4_000);
  });
});
