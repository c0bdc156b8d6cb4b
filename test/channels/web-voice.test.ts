import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { type ScriptedEar, scriptedEar, tone } from '../widget/voice-kit.js';
import { type Desk, openDesk } from './desk.js';

let desk: Desk;
let ear: ScriptedEar;
let socket: Socket;
let session: string;

beforeEach(async () => {
  ear = scriptedEar(['I would like a rose', 'and a fox']);
  const config = { voice: { listen: ear, speak: tone, language: 'en-GB', max_seconds: 2 }, rate_limit: limit };
  desk = await openDesk({ channels: [{ use: web, config }] });
  socket = io(desk.url, { transports: ['websocket'], forceNew: true, auth: { offers: true } });
  const offer = heard('voice_offer');
  const confirmed = heard('session_confirm');
  socket.emit('session_request', {});
  expect(await offer).toEqual({ speaks: true, rate: 16_000 });
  session = String(await confirmed);
});
afterEach(async () => {
  socket.disconnect();
  await desk.close();
});

const limit = { messages: 3, per_seconds: 60 };
const heard = (event: string) => new Promise<unknown>((resolve) => socket.once(event, resolve));
/** So many seconds of a loud tone, in the packets that a page sends. */
async function speak(seconds: number): Promise<void> {
  const packet = Int16Array.from({ length: 1_600 }, (_, at) => 12_000 * Math.sin(at / 5));
  for (let packets = 0; packets < 10 * seconds; packets += 1)
    await socket.emitWithAck('voice_frame', Buffer.from(packet.buffer));
}
const begin = (id: string, more = {}) => socket.emitWithAck('voice_begin', { id, session_id: session, ...more });

describe('voice over the events of the web channel', () => {
  it('makes a message of what was said, under the id of the utterance, in the language of the settings', async () => {
    await begin('u1', { language: 'de' });
    await speak(1);
    const words = heard('voice_heard');
    const stored = heard('voice_stored');
    socket.emit('voice_end', { id: 'u1' });
    expect(await words).toEqual({ id: 'u1', text: 'I would like a rose' });
    expect(await stored).toEqual({ id: 'u1', ok: true });
    expect(desk.received).toMatchObject([{ externalId: `${session}:u1`, metadata: { spoken: true } }]);
    expect(ear.fed()).toMatchObject([{ ms: 1_000, language: 'en-GB' }]);
  });

  it('listens to no more than it is set to, and ends the utterance there', async () => {
    const words = heard('voice_heard');
    await begin('u1');
    await speak(3);
    expect(await words).toMatchObject({ text: 'I would like a rose' });
    expect(ear.fed()[0]?.ms).toBe(2_000);
  });

  it('forgets what is called off', async () => {
    await begin('u1');
    await speak(1);
    await socket.emitWithAck('voice_end', { id: 'u1', cancel: true });
    const words = heard('voice_heard');
    await begin('u2');
    await speak(1);
    socket.emit('voice_end', { id: 'u2' });
    expect(await words).toMatchObject({ id: 'u2' });
    await expect.poll(() => desk.received.length).toBe(1);
  });

  it('counts an utterance as a message, and refuses what is too much', async () => {
    for (const id of ['u1', 'u2', 'u3']) expect(await begin(id)).toEqual({ ok: true });
    expect(await begin('u4')).toMatchObject({ ok: false, error: { code: 'MESSAGE_TOO_MANY' } });
  });

  it('refuses what it can not read', async () => {
    expect(await socket.emitWithAck('voice_begin', { session_id: session })).toMatchObject({
      error: { code: 'BODY_INVALID' },
    });
    expect(await socket.emitWithAck('voice_frame', 'no sound')).toMatchObject({ error: { code: 'BODY_INVALID' } });
    expect(await socket.emitWithAck('voice_mode', { session_id: 'aaaa', speak: true })).toMatchObject({
      error: { code: 'SESSION_ID_INVALID' },
    });
  });

  it('speaks to a page in the session that it is in, and no longer in the one before', async () => {
    await socket.emitWithAck('voice_mode', { session_id: session, speak: true });
    const other = randomUUID();
    await socket.emitWithAck('voice_mode', { session_id: other, speak: true });
    const said: unknown[] = [];
    socket.on('voice_say', ({ id }) => said.push(id));
    await desk.tell('web', session, { text: 'This is not heard.' });
    const heardThere = heard('voice_said');
    await desk.tell('web', other, { text: 'This is.' });
    await heardThere;
    expect(said).toHaveLength(1);
  });

  it('sends no more sound than the page has room for, until some was played', async () => {
    await socket.emitWithAck('voice_mode', { session_id: session, speak: true });
    const waiting: (() => void)[] = [];
    socket.on('voice_audio', (_sound, played: () => void) => waiting.push(played));
    await desk.tell('web', session, {
      text: 'A long story that goes on and on, much longer than four seconds of sound are.',
    });
    await expect.poll(() => waiting.length).toBe(20);
    for (const played of waiting.splice(0, 2)) played();
    await expect.poll(() => waiting.length).toBe(20);
  });
});
