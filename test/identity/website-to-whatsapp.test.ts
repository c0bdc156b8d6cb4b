import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { whatsapp } from '../../channels/whatsapp/index.js';
import type { RunningBot } from '../../core/bot/serve.js';
import { serveStudio } from '../e2e/studio-bot.js';
import {
  appSecret,
  change,
  type FakeWhatsApp,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
  startFakeWhatsApp,
} from '../kit/fake-whatsapp.js';

const token = 'a token of this test';
const ann = '16505551234';

let meta: FakeWhatsApp;
let bot: RunningBot;
let socket: Socket;

beforeAll(async () => {
  meta = await startFakeWhatsApp();
  const config = {
    phone_number_id: phoneNumberId,
    access_token: 'token',
    app_secret: appSecret,
    verify_token: 'open sesame',
    api_url: meta.url,
    read_receipts: false,
    typing: false,
  };
  bot = await serveStudio([{ use: web }, { use: whatsapp, config }], { authToken: token });
  socket = io(bot.url, { transports: ['websocket'], forceNew: true });
}, 120_000);
afterAll(async () => {
  socket?.disconnect();
  await bot?.stop();
  await meta?.close();
});

/** What a browser is told, from the moment it says something until a message that matches. */
function saysOnTheWebsite(session: string, message: string, expected: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const listen = ({ text = '' }: { text?: string }, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge();
      if (!expected.test(text)) return;
      socket.off('bot_uttered', listen);
      resolve(text);
    };
    socket.on('bot_uttered', listen);
    socket.emit('user_uttered', { message, session_id: session });
  });
}

let count = 0;
/** What the phone is sent, from the moment it says something until a message that matches. */
async function saysInWhatsApp(body: string, expected: RegExp): Promise<string> {
  let seen = meta.sent.length;
  const message = messageFrom(ann, `wamid.${++count}`, { type: 'text', text: { body } });
  const payload = metaJson(notification([change({ messages: [message] })]));
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(payload) };
  await fetch(`${bot.url}/webhooks/whatsapp/webhook`, { method: 'POST', body: payload, headers });
  for (;;) {
    await meta.has(seen + 1);
    const text = JSON.stringify(meta.sent[seen]?.body);
    if (expected.test(text)) return text;
    seen += 1;
  }
}

const ask = async (method: string, path: string): Promise<unknown> => {
  const response = await fetch(`${bot.url}${path}${path.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`, {
    method,
  });
  return await response.json();
};

describe('a person who begins on the website', () => {
  it('goes on in WhatsApp in the middle of a form, and is asked the same question there', async () => {
    const confirmed = new Promise<string>((resolve) => socket.once('session_confirm', resolve));
    socket.emit('session_request', {});
    const session = await confirmed;
    await saysOnTheWebsite(
      session,
      'I want to book a small black and grey blackwork fern on my forearm with Freya',
      /day/,
    );
    const said = await saysOnTheWebsite(session, '/link_chats', /link [A-Z\d]{4}-[A-Z\d]{4}/);
    const [, code] = /link ([A-Z\d]{4}-[A-Z\d]{4})/.exec(said) ?? [];

    await saysInWhatsApp(`link ${code}`, /which day/i);
    const { slots } = (await ask('GET', `/conversations/${session}/tracker`)) as { slots: Record<string, unknown> };
    expect(slots).toMatchObject({ style: 'blackwork', body_part: 'forearm', requested_slot: 'date' });
    await saysInWhatsApp('tomorrow', /time|free|day/i);
    const after = (await ask('GET', `/conversations/${session}/tracker`)) as { latest_input_channel: string };
    expect(after.latest_input_channel).toBe('whatsapp');
  });

  it('is erased on both by the token alone', async () => {
    expect((await fetch(`${bot.url}/people?channel=whatsapp&id=${ann}`, { method: 'DELETE' })).status).toBe(401);
    const found = (await ask('GET', `/people?channel=whatsapp&id=${ann}`)) as { conversationIds: string[] };
    expect(found.conversationIds).toHaveLength(2);
    await ask('DELETE', `/people?channel=whatsapp&id=${ann}`);
    const left = (await ask('GET', `/people?conversation=${found.conversationIds[0]}`)) as { held: object[] };
    expect(left.held).toEqual([]);
  });
});
