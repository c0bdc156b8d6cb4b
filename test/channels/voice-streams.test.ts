import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { clippedIn, loudnessOf } from '../../channels/voice/audio/energy.js';
import type { TurnLatency } from '../../channels/voice/turns/latency.js';
import { espeak, spokenBy, whyNoEspeak } from '../kit/caller.js';
import { ann, botNumber } from '../kit/fake-twilio.js';
import { type FakeStream, openFakeStream } from '../kit/fake-twilio-stream.js';
import { type ScriptedRecogniser, scriptedRecogniser } from '../kit/scripted-recogniser.js';
import type { Answer, Desk } from './desk.js';
import { open, twilio, useFakeTwilio } from './twilio-desk.js';

useFakeTwilio();

const greeting = 'Hello, this is the studio.';
const echo: Answer = ({ text }) => [{ text: text === 'hello' ? greeting : `You said: ${text}` }];
const conversation = `twilio_voice:${ann}`;
let calls = 0;

interface Settings {
  readonly answer?: Answer;
  readonly listen?: ScriptedRecogniser;
  readonly config?: object;
  readonly streams?: object;
}

/** Opens the bot, and calls it; the recogniser is scripted, the voices of both sides are real. */
async function call({ answer = echo, listen = scriptedRecogniser(), config = {}, streams = {} }: Settings = {}) {
  const desk = await open(answer, { mode: 'streams', streams: { listen, speak: espeak, ...streams }, ...config });
  return { desk, ear: listen, stream: await dial(desk) };
}

function dial(desk: Desk): Promise<FakeStream> {
  calls += 1;
  const { publicUrl, authToken, accountSid } = twilio;
  const sid = `CA${String(calls).padStart(32, '0')}`;
  return openFakeStream({ botUrl: desk.url, publicUrl, authToken, accountSid, sid, from: ann, to: botNumber });
}

const seconds = (sound: Int16Array) => sound.length / 8_000;

describe.skipIf(whyNoEspeak)('a call by Media Streams', () => {
  it('is greeted, heard and answered, by voice', async () => {
    const { desk, ear, stream } = await call();
    await stream.answer();
    ear.hear('I want a tattoo');
    const said = await spokenBy('I want a tattoo', 8_000);
    await stream.says(said);
    await stream.isSilent(700);
    const answer = await stream.answer();
    expect(desk.received.map(({ text }) => text)).toEqual(['hello', 'I want a tattoo']);
    expect(desk.received[1]).toMatchObject({
      conversationId: conversation,
      recipient: ann,
      metadata: { from: ann, to: botNumber, speech: 'I want a tattoo' },
    });
    expect(seconds(answer)).toBeGreaterThan(1);
    expect(seconds(answer)).toBeLessThan(4);
    expect(loudnessOf(answer)).toBeGreaterThan(-30);
    expect(clippedIn(answer)).toBe(0);
  });

  it('gives the recogniser all of the utterance, and little else', async () => {
    const { ear, stream } = await call();
    await stream.answer();
    ear.hear('two');
    const said = await spokenBy('At two o clock please', 8_000);
    await stream.isSilent(2_000);
    await stream.says(said);
    await stream.isSilent(700);
    await stream.answer();
    const [utterance = new Int16Array()] = ear.utterances;
    expect(seconds(utterance)).toBeGreaterThan(seconds(said) * 0.8);
    expect(seconds(utterance)).toBeLessThan(seconds(said) + 1.2);
    expect(loudnessOf(utterance)).toBeGreaterThan(-35);
  });

  const long =
    'We are open from nine to six on all days but Sunday, and on Mondays we draw for everybody who comes by.';
  const talkative: Answer = ({ text }) =>
    text === 'hello' ? [{ text: long }, { text: 'And more.' }] : [{ text: 'Fine.' }];

  it('falls silent when it is interrupted, and remembers what was heard', async () => {
    const { desk, ear, stream } = await call({ answer: talkative });
    await stream.sentence();
    await stream.isSilent(2_000);
    ear.hear('wait please');
    await stream.says(await spokenBy('Wait, please, tell me something else', 8_000));
    expect(stream.clears).toBe(1);
    const before = stream.played.length;
    await stream.isSilent(700);
    expect(loudnessOf(stream.played.subarray(before, before + 4_000))).toBe(-96);
    await stream.answer();
    const [heard = '', more] = desk.record(conversation);
    expect(long.startsWith(heard ?? '')).toBe(true);
    expect(heard?.length).toBeGreaterThan(15);
    expect(heard?.length).toBeLessThan(long.length - 20);
    expect(more).toBe('');
    expect(desk.received[1]?.text).toBe('wait please');
  });

  it('goes on speaking while the caller only says that they listen', async () => {
    const { desk, ear, stream } = await call({ answer: talkative });
    await stream.sentence();
    await stream.isSilent(1_000);
    ear.hear('uh-huh');
    await stream.says(await spokenBy('Uh-huh', 8_000));
    await stream.answer();
    expect(stream.clears).toBe(0);
    expect(desk.record(conversation)).toEqual([long, 'And more.']);
    expect(desk.received).toHaveLength(1);
  });

  it('is interrupted by a key, which is the choice', async () => {
    const buttons = [
      { title: 'Blackwork', payload: '/style{"style":"blackwork"}' },
      { title: 'Fine line', payload: '/style{"style":"fine line"}' },
    ];
    const { desk, stream } = await call({
      answer: ({ text }) => [text === 'hello' ? { text: 'Which style do you like?', buttons } : { text: 'Fine.' }],
    });
    await stream.sentence();
    await stream.isSilent(200);
    await stream.presses('2');
    await stream.answer();
    expect(stream.clears).toBe(1);
    expect(desk.received[1]).toMatchObject({ text: '/style{"style":"fine line"}', metadata: { digits: '2' } });
  });

  it('asks again when it understood nothing', async () => {
    const { stream, desk } = await call();
    await stream.answer();
    await stream.says(await spokenBy('Mumble mumble', 8_000));
    await stream.isSilent(700);
    expect(seconds(await stream.answer())).toBeGreaterThan(1);
    expect(desk.received).toHaveLength(1);
  });

  it('repeats itself to a caller who is silent, then takes its leave', async () => {
    const { stream } = await call({ config: { silence_timeout: 2, silence_limit: 2, goodbye: 'Goodbye then.' } });
    const greeted = await stream.answer();
    await stream.isSilent(2_100);
    expect(seconds(await stream.answer())).toBeCloseTo(seconds(greeted), 0);
    await stream.isSilent(2_100);
    await stream.answer();
    expect((await stream.afterwards).map(({ name }) => name)).toEqual(['Hangup']);
  });

  it('tells who waits long to wait', async () => {
    let done: (answer: string) => void = () => undefined;
    const answer: Answer = async ({ text }) =>
      text === 'hello' ? [{ text: greeting }] : [{ text: await new Promise<string>((resolve) => (done = resolve)) }];
    const { ear, stream } = await call({ answer, config: { patience: 1 } });
    await stream.answer();
    ear.hear('hm');
    await stream.says(await spokenBy('Is there a table', 8_000));
    await stream.isSilent(1_800);
    expect(seconds(await stream.answer())).toBeGreaterThan(0.5);
    done('There is.');
    await stream.answer();
  });

  it('is transferred when all was said', async () => {
    const { stream } = await call({
      answer: () => [{ text: 'I connect you.', custom: { transfer: '+14155550199' } }],
    });
    await stream.answer();
    const [dialled] = await stream.afterwards;
    expect(dialled).toMatchObject({ name: 'Dial', text: '+14155550199' });
  });

  it('gets another stream when its own breaks', async () => {
    const { desk, stream } = await call();
    await stream.answer();
    await stream.hangsUp();
    const [connected] = await stream.afterwards;
    expect(connected?.children[0]).toMatchObject({ name: 'Stream' });
    expect(desk.received).toHaveLength(1);
  });

  it('is not said what it left unheard when the caller hangs up', async () => {
    const { desk, stream } = await call({ answer: talkative });
    await stream.sentence();
    await stream.isSilent(1_000);
    await stream.hangsUp();
    await stream.afterwards;
    expect(desk.record(conversation)[0]?.length).toBeLessThan(40);
  });

  it('tells how long the stages of a turn took', async () => {
    const measured: TurnLatency[] = [];
    const { ear, stream } = await call({
      streams: { measured: (latency: TurnLatency) => void measured.push(latency) },
    });
    await stream.answer();
    ear.hear('hi');
    await stream.says(await spokenBy('Hi there', 8_000));
    await stream.isSilent(700);
    await stream.answer();
    expect(measured).toHaveLength(1);
    expect(measured[0]?.silence).toBeGreaterThanOrEqual(600);
    expect(measured[0]?.own).toBeLessThan(measured[0]?.total ?? 0);
  });
});

describe('a stream', () => {
  it('is refused without the signature of Twilio', async () => {
    const desk = await open(echo, { mode: 'streams', streams: { listen: scriptedRecogniser(), speak: espeak } });
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/webhooks/twilio_voice/stream`);
    const reason = await new Promise<string>((resolve) => {
      socket.on('error', (error) => resolve(error.message));
    });
    expect(reason).toContain('403');
    expect(desk.received).toEqual([]);
  });

  it('needs to be told what recognises and speaks', async () => {
    await expect(open(echo, { mode: 'streams' })).rejects.toMatchObject({
      code: 'PLUGIN_CONFIG_INVALID',
      message: expect.stringContaining('streams'),
    });
  });
});
