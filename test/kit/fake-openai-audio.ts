import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request for words, as it came. */
interface TranscriptionRequest {
  readonly authorization: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** The WAV file. */
  readonly sound: Uint8Array;
}

/** An endpoint that speaks OpenAI's audio interface: words are scripted, speech is a tone. */
export interface FakeOpenAiAudio {
  /** Up to and with `/v1`. */
  readonly url: string;
  readonly transcriptions: readonly TranscriptionRequest[];
  readonly spoken: readonly Readonly<Record<string, unknown>>[];
  /** Words of the next transcriptions, one piece after the other; without streaming they come at once. */
  hear(pieces: readonly string[], way?: 'streamed' | 'whole'): void;
  /** What the next requests are answered with instead. */
  fail(status: number, message: string): void;
  close(): Promise<void>;
}

/** Samples a second of what it speaks, and how loud and long that is for each character. */
const spokenRate = 24_000;
const msPerCharacter = 10;

/** Starts the endpoint on a free port. */
export async function startFakeOpenAiAudio(): Promise<FakeOpenAiAudio> {
  const transcriptions: TranscriptionRequest[] = [];
  const spoken: Record<string, unknown>[] = [];
  let words: { readonly pieces: readonly string[]; readonly way: 'streamed' | 'whole' } = {
    pieces: [],
    way: 'streamed',
  };
  let failure: { readonly status: number; readonly message: string } | undefined;

  async function transcribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    const fields = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    const sound = typeof file === 'object' && file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
    transcriptions.push({ authorization: request.headers.authorization, fields, sound });
    const text = words.pieces.join('');
    if (words.way === 'whole' || fields.stream !== 'true') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ text }));
      return;
    }
    response.setHeader('content-type', 'text/event-stream');
    for (const delta of words.pieces) response.write(eventOf({ type: 'transcript.text.delta', delta }));
    response.end(eventOf({ type: 'transcript.text.done', text }));
  }

  async function speak(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse((await buffer(request)).toString('utf8')) as Record<string, unknown>;
    spoken.push(asked);
    response.setHeader('content-type', 'audio/pcm');
    const sound = Buffer.from(toneFor(String(asked.input)).buffer);
    // An odd length, as networks cut it.
    for (let at = 0; at < sound.length; at += 4_001) response.write(sound.subarray(at, at + 4_001));
    response.end();
  }

  const server = createServer((request, response) => {
    if (failure) {
      const { status, message } = failure;
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
      return;
    }
    const answer = request.url === '/v1/audio/transcriptions' ? transcribe : speak;
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    transcriptions,
    spoken,
    hear(pieces, way = 'streamed') {
      words = { pieces, way };
    },
    fail(status, message) {
      failure = { status, message };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const eventOf = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

function toneFor(text: string): Int16Array {
  const length = (text.length * msPerCharacter * spokenRate) / 1_000;
  return Int16Array.from({ length }, (_, n) => Math.round(8_000 * Math.sin((2 * Math.PI * 440 * n) / spokenRate)));
}
