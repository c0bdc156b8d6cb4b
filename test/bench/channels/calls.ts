import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { encodeMulaw } from '../../../channels/voice/audio/mulaw.js';
import { signatureOf } from '../../kit/fake-twilio-signature.js';
import { parseTwiml } from '../../kit/fake-twilio-xml.js';
import { type Spread, spreadOf } from '../spread.js';
import { phone, spokenMs } from './voice-bot.js';

/** What spoken turns were like. */
export interface SpokenTurns {
  /** From the frame that ends speech to the bot's first sound. */
  readonly times: Spread;
  readonly unanswered: number;
}

/** How many calls at once, and turns in each. */
export interface CallsOptions {
  readonly calls: number;
  readonly turns: number;
}

const frameMs = 20;
/** Frames of speech in a turn, and of silence after which it is over: the default of `silence_ms`. */
const speechFrames = 25;
const silenceFrames = 30;
const patienceMs = 5_000;

/** Calls so far; each comes from a number of its own. */
let dialled = 0;

const speech = frameOf((n) => Math.round(9_000 * Math.sin(n / 4)));
const silence = frameOf(() => 0);

/** Holds calls in real time, each sending a frame every 20 ms as telephones do, all the while. */
export async function holdCalls(bot: string, { calls, turns }: CallsOptions): Promise<SpokenTurns> {
  const times: number[] = [];
  let unanswered = 0;
  await Promise.all(
    Array.from({ length: calls }, async (_, index) => {
      await wait((index * frameMs * 10) / calls);
      const held = await hold(bot, turns);
      times.push(...held.times);
      unanswered += held.unanswered;
    }),
  );
  return { times: spreadOf(times), unanswered };
}

async function hold(bot: string, turns: number) {
  const { socket, streamSid } = await dial(bot);
  const times: number[] = [];
  let unanswered = 0;
  let sound = silence;
  let sent: (() => void) | undefined;
  let spoken: (() => void) | undefined;

  const send = (frame: object) => socket.send(JSON.stringify({ streamSid, ...frame }));
  const sending = setInterval(() => {
    send({ event: 'media', media: { track: 'inbound', payload: sound } });
    sent?.();
  }, frameMs);
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { event: string; mark?: { name: string } };
    if (frame.event === 'media') spoken?.();
    // What was said is played by then.
    if (frame.event === 'mark') setTimeout(() => send({ event: 'mark', mark: frame.mark }), spokenMs);
  });
  const frames = async (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      await new Promise<void>((resolve) => {
        sent = resolve;
      });
    }
  };
  const heard = () =>
    new Promise<void>((resolve) => {
      spoken = resolve;
    });

  await heard();
  for (let turn = 0; turn < turns; turn += 1) {
    await frames((2 * spokenMs) / frameMs);
    sound = speech;
    await frames(speechFrames);
    sound = silence;
    const answered = heard();
    await frames(silenceFrames);
    const ended = performance.now();
    const late = wait(patienceMs).then(() => 'late' as const);
    if ((await Promise.race([answered, late])) === 'late') unanswered += 1;
    else times.push(performance.now() - ended);
  }
  clearInterval(sending);
  socket.close();
  await once(socket, 'close');
  return { times, unanswered };
}

/** Calls the bot as Twilio does: a webhook, then the stream that its answer asks for. */
async function dial(bot: string): Promise<{ readonly socket: WebSocket; readonly streamSid: string }> {
  const { authToken, publicUrl } = phone;
  const path = '/webhooks/twilio_voice/webhook';
  dialled += 1;
  const number = String(dialled).padStart(4, '0');
  const sid = `CA${number.padStart(32, '0')}`;
  const form = { CallSid: sid, From: `+1415555${number}`, To: '+14155550100', Direction: 'inbound' };
  const answer = await fetch(`${bot}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(authToken, `${publicUrl}${path}`, form) },
    body: new URLSearchParams(form),
  });
  const stream = parseTwiml(await answer.text()).children[0]?.children[0];
  const url = stream?.attributes.url ?? '';
  const customParameters = Object.fromEntries(
    (stream?.children ?? []).map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']),
  );
  const socket = new WebSocket(url.replace(publicUrl.replace(/^http/, 'ws'), bot.replace(/^http/, 'ws')), {
    headers: { 'x-twilio-signature': signatureOf(authToken, url) },
  });
  await once(socket, 'open');
  const streamSid = `MZ${number}`;
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 };
  socket.send(
    JSON.stringify({ event: 'start', streamSid, start: { callSid: sid, streamSid, customParameters, mediaFormat } }),
  );
  return { socket, streamSid };
}

function frameOf(sample: (n: number) => number): string {
  const bytes = Buffer.alloc(frameMs * 8);
  encodeMulaw(
    Int16Array.from({ length: frameMs * 8 }, (_, n) => sample(n)),
    bytes,
  );
  return bytes.toString('base64');
}
