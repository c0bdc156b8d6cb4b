import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../channels/rest/index.js';
import { web } from '../../channels/web/index.js';
import { createChannelFiles } from '../../core/media/channel-files.js';
import { mediaRoute } from '../../core/media/serve-route.js';
import type { Store } from '../../core/store/store.js';
import { type Desk, openDesk } from '../channels/desk.js';
import { createDatabases, recordingLog } from '../inbox/desk.js';
import { type MediaBench, never, openBench } from './bench.js';
import { page, pdf, png, streamOf } from './files.js';

const databases = createDatabases();
let store: Store;
beforeAll(async () => {
  store = await (await databases.create('PGlite')).open();
}, 60_000);
afterAll(async () => {
  await store.close();
  await databases.stop();
});

let bench: MediaBench;
let desk: Desk;
let socket: Socket;
let session: string;

beforeEach(async () => {
  bench = await openBench(store, { limits: { max_bytes: 200_000 } });
  desk = await openDesk({
    channels: [{ use: web }, { use: rest }],
    answer: () => [],
    filesOf: (channel) => createChannelFiles(bench.media, channel),
  });
  desk.server.mount('/media', mediaRoute(bench.media, recordingLog()));
  socket = io(desk.url, { transports: ['websocket'], forceNew: true });
  const confirmed = new Promise<string>((resolve) => socket.once('session_confirm', resolve));
  socket.emit('session_request', {});
  session = await confirmed;
});
afterEach(async () => {
  socket.disconnect();
  await desk.close();
  bench.remove();
});

const upload = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}${path}`, { method: 'POST', body: new Uint8Array(body), headers });

describe('an upload', () => {
  it('to a session of the web channel is answered with what a message names', async () => {
    const headers = { 'x-file-name': encodeURIComponent('Rosé 🌹.png'), 'content-type': 'image/jpeg' };
    const response = await upload(`/webhooks/web/files?session_id=${session}`, png(), headers);
    const { ok, attachment } = (await response.json()) as { ok: boolean; attachment: { media: string } };
    expect(ok).toBe(true);
    expect(attachment).toEqual({
      kind: 'image',
      mime: 'image/png',
      name: 'Rosé 🌹.png',
      size: png().length,
      media: expect.stringMatching(/^[\w-]{22}$/),
    });
    const message = { message: '', session_id: session, metadata: { attachments: [attachment] } };
    await socket.emitWithAck('user_uttered', message);
    expect(desk.received[0]).toMatchObject({ text: '[photo]', metadata: { attachments: [attachment] } });
    expect(await bench.media.claim(attachment.media, `web\n${session}`, session)).toBeDefined();
  });

  it('of more than the server takes elsewhere is read as a stream', async () => {
    const large = Buffer.concat([png(), Buffer.alloc(150_000)]);
    expect((await upload('/webhooks/rest/files?sender=ann', large)).status).toBe(200);
  });

  it.each([
    [
      'a session that is not connected',
      400,
      'SESSION_ID_INVALID',
      '/webhooks/web/files?session_id=nobody-is-here-123',
      png(),
    ],
    ['an empty body', 400, 'MEDIA_EMPTY', '/webhooks/rest/files?sender=ann', Buffer.alloc(0)],
    ['a page', 415, 'MEDIA_TYPE_REFUSED', '/webhooks/rest/files?sender=ann', page],
    ['too many bytes', 413, 'MEDIA_TOO_LARGE', '/webhooks/rest/files?sender=ann', Buffer.alloc(200_001)],
  ])('of %s is refused', async (_what, status, code, path, body) => {
    const response = await upload(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, error: { code } });
  });

  it('is refused when twenty wait for their message', async () => {
    for (let index = 0; index < 20; index += 1) await upload('/webhooks/rest/files?sender=cleo', png(index));
    expect((await upload('/webhooks/rest/files?sender=cleo', png(99))).status).toBe(429);
  });
});

describe('the address of a file', () => {
  const keep = async (bytes: Buffer, name: string) =>
    await bench.media.keep({ stream: streamOf(bytes), name }, { conversationId: 'ann' }, never);

  it('shows a picture, and lets it be nothing else', async () => {
    const { id } = await keep(png(), 'rose.png');
    const response = await fetch(desk.url + bench.media.addressOf(id));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('has a document saved, under its name', async () => {
    const { id } = await keep(pdf, 'Price list.pdf');
    const { headers } = await fetch(desk.url + bench.media.addressOf(id));
    expect(headers.get('content-disposition')).toBe('attachment; filename="Price list.pdf"');
  });

  it('opens nothing when it was changed', async () => {
    const rose = await keep(png(1), 'rose.png');
    const moth = await keep(png(2), 'moth.png');
    const address = bench.media.addressOf(rose.id).replace(rose.id, moth.id);
    expect((await fetch(desk.url + address)).status).toBe(403);
    const later = bench.media.addressOf(rose.id).replace(/expires=\d+/, 'expires=9999999999');
    expect((await fetch(desk.url + later)).status).toBe(403);
    expect((await fetch(`${desk.url}/media/${rose.id}`)).status).toBe(403);
  });

  it('is no longer valid after its time', async () => {
    const { id } = await keep(png(), 'rose.png');
    const address = bench.media.addressOf(id);
    await bench.clock.turn(3_601_000);
    expect((await fetch(desk.url + address)).status).toBe(410);
  });
});
