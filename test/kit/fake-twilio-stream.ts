import { once } from 'node:events';
import { WebSocket } from 'ws';
import { decodeMulaw, encodeMulaw } from '../../channels/voice/audio/mulaw.js';
import { signatureOf } from './fake-twilio-signature.js';
import { parseTwiml, type TwimlElement } from './fake-twilio-xml.js';

/** What a call by Media Streams is made of. */
export interface FakeStreamOptions {
  /** The bot, as the fake reaches it. */
  readonly botUrl: string;
  /** The bot, as Twilio knows it. */
  readonly publicUrl: string;
  readonly authToken: string;
  readonly accountSid: string;
  readonly sid: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A call as Twilio holds it by Media Streams (https://www.twilio.com/docs/voice/media-streams/websocket-messages). Its
 * time is that of the sound: for every 20 ms that the caller sends, 20 ms of the bot are played, marks come back when
 * all before them was played, and `clear` forgets the rest. Nobody waits for a real clock.
 */
export interface FakeStream {
  /** What `<Stream>` told. */
  readonly parameters: Readonly<Record<string, string>>;
  /** All of the bot's sound that was played to the caller. */
  readonly played: Int16Array;
  /** How often the bot cleared what was not played yet. */
  readonly clears: number;
  /** Sends sound, frame by frame; resolves when the bot has had each of them. */
  says(sound: Int16Array): Promise<void>;
  isSilent(ms: number): Promise<void>;
  presses(digit: string): Promise<void>;
  /** Resolves when the bot has sent all of its next sentence. */
  sentence(): Promise<void>;
  /** Waits for so many sentences, and hears them to the end; resolves with their sound. */
  answer(sentences?: number): Promise<Int16Array>;
  hangsUp(): Promise<void>;
  /** Resolves with what the bot tells Twilio to do after it has closed the stream: the verbs of its TwiML. */
  readonly afterwards: Promise<readonly TwimlElement[]>;
}

const frameLength = 160;
const frameMs = 20;

/** Calls the bot, which has to answer with a stream. */
export async function openFakeStream(options: FakeStreamOptions): Promise<FakeStream> {
  const { botUrl, publicUrl, authToken, accountSid, sid, from, to } = options;

  async function post(path: string, more: Readonly<Record<string, string>> = {}): Promise<readonly TwimlElement[]> {
    const form = { CallSid: sid, AccountSid: accountSid, From: from, To: to, Direction: 'inbound', ...more };
    const response = await fetch(`${botUrl}${path}`, {
      method: 'POST',
      headers: { 'x-twilio-signature': signatureOf(authToken, `${publicUrl}${path}`, form) },
      body: new URLSearchParams(form),
    });
    return parseTwiml(await response.text()).children;
  }

  const [connect, redirect] = await post('/webhooks/twilio_voice/webhook');
  const stream = connect?.children[0];
  if (connect?.name !== 'Connect' || stream?.name !== 'Stream') throw new Error('the bot opens no stream');
  const url = stream.attributes.url ?? '';
  const parameters = Object.fromEntries(
    stream.children.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']),
  );
  const socket = new WebSocket(url.replace(publicUrl.replace(/^http/, 'ws'), botUrl.replace(/^http/, 'ws')), {
    headers: { 'x-twilio-signature': signatureOf(authToken, url) },
  });
  const streamSid = `MZ${sid.slice(2)}`;
  const buffered: (Uint8Array | string)[] = [];
  const played: number[] = [];
  let sequence = 0;
  let chunk = 0;
  let clears = 0;
  let marks = 0;
  const waiting: (() => void)[] = [];
  const pongs: (() => void)[] = [];
  const closed = once(socket, 'close');

  const send = (frame: object) =>
    socket.send(JSON.stringify({ sequenceNumber: String(++sequence), streamSid, ...frame }));
  const mark = (name: string) => send({ event: 'mark', mark: { name } });

  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { event: string; media?: { payload: string }; mark?: { name: string } };
    if (frame.event === 'media') {
      const bytes = Buffer.from(frame.media?.payload ?? '', 'base64');
      for (let at = 0; at < bytes.length; at += frameLength) buffered.push(bytes.subarray(at, at + frameLength));
    } else if (frame.event === 'mark') {
      const name = frame.mark?.name ?? '';
      if (buffered.length === 0) mark(name);
      else buffered.push(name);
      marks += 1;
      for (const resolve of waiting.splice(0)) resolve();
    } else if (frame.event === 'clear') {
      clears += 1;
      for (const left of buffered.splice(0)) if (typeof left === 'string') mark(left);
    }
  });

  /** Plays one frame of the bot, and tells of the marks behind it. */
  function play(): void {
    const bytes = buffered.shift();
    if (typeof bytes === 'string' || bytes === undefined) {
      for (let n = 0; n < frameLength; n += 1) played.push(0);
    } else {
      const samples = new Int16Array(bytes.length);
      decodeMulaw(bytes, samples);
      played.push(...samples);
    }
    while (typeof buffered[0] === 'string') mark(String(buffered.shift()));
  }

  /** Resolves when the bot has had all that was sent, and what it said to that at once has come; or when it is gone. */
  async function settled(): Promise<void> {
    if (socket.readyState !== socket.OPEN) return;
    const answered = new Promise<void>((resolve) => {
      pongs.push(resolve);
    });
    socket.ping();
    await answered;
  }

  async function says(sound: Int16Array): Promise<void> {
    const bytes = Buffer.alloc(frameLength);
    const frame = new Int16Array(frameLength);
    for (let at = 0; at < sound.length && socket.readyState === socket.OPEN; at += frameLength) {
      frame.fill(0);
      frame.set(sound.subarray(at, at + frameLength));
      encodeMulaw(frame, bytes);
      chunk += 1;
      const timestamp = String(chunk * frameMs);
      send({
        event: 'media',
        media: { track: 'inbound', chunk: String(chunk), timestamp, payload: bytes.toString('base64') },
      });
      play();
      await settled();
    }
  }

  const isSilent = (ms: number) => says(new Int16Array((ms * frameLength) / frameMs));

  async function sentence(): Promise<void> {
    while (marks === 0) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    marks -= 1;
  }

  socket.on('pong', () => pongs.shift()?.());
  socket.on('close', () => {
    for (const resolve of pongs.splice(0)) resolve();
  });

  const afterwards = closed.then(() => {
    const [, query = ''] = (redirect?.text ?? '').split('?');
    return post(`/webhooks/twilio_voice/webhook?${query}`);
  });
  afterwards.catch(() => undefined);
  await once(socket, 'open');
  send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 };
  send({
    event: 'start',
    start: { accountSid, callSid: sid, streamSid, tracks: ['inbound'], customParameters: parameters, mediaFormat },
  });

  return {
    parameters,
    get played() {
      return Int16Array.from(played);
    },
    get clears() {
      return clears;
    },
    says,
    isSilent,
    async presses(digit) {
      send({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } });
      await settled();
    },
    sentence,
    async answer(sentences = 1) {
      for (let heard = 0; heard < sentences; heard += 1) await sentence();
      const before = played.length;
      while (buffered.length > 0) await isSilent(frameMs);
      await settled();
      return Int16Array.from(played.slice(before));
    },
    async hangsUp() {
      send({ event: 'stop', stop: { accountSid, callSid: sid } });
      socket.close();
      await closed;
    },
    afterwards,
  };
}
