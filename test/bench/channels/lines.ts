import { createHmac } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { fakeBotFramework } from '../../kit/fake-botframework.js';
import { openFakeSlack, slackApp } from '../../kit/fake-slack.js';
import { startFakeTelegram } from '../../kit/fake-telegram.js';
import {
  appSecret,
  change,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
  startFakeWhatsApp,
} from '../../kit/fake-whatsapp.js';
import { type Heard, type Line, post } from './line.js';

const json = { 'content-type': 'application/json' };
const now = (): number => Math.floor(Date.now() / 1_000);

/** Opens a fake of each platform; close them when done. */
export function openLines(): Promise<Line[]> {
  return Promise.all([telegram(), slack(), whatsapp(), botframework(), rest(), web()]);
}

async function telegram(): Promise<Line> {
  const platform = await startFakeTelegram();
  return {
    name: 'telegram',
    settings: {
      access_token: platform.token,
      verify: 'ink_bot',
      api_root: platform.url,
      webhook_url: 'https://bot.example/webhooks/telegram/webhook',
    },
    async say(bot, { person, id, text }) {
      const from = { id: 1_000 + person, is_bot: false, first_name: 'Ann' };
      const message = { message_id: 1, from, chat: { id: from.id, type: 'private' }, date: now(), text };
      const status = await platform.post(bot, { update_id: Number(id), message });
      if (status !== 200) throw new Error(`status ${status} at telegram`);
    },
    answers: () => platform.sent.length,
    heard: () =>
      platform.sent.map(({ payload }) => ({ person: Number(payload.chat_id) - 1_000, text: `${payload.text}` })),
    close: platform.close,
  };
}

async function slack(): Promise<Line> {
  const platform = await openFakeSlack();
  return {
    name: 'slack',
    settings: { slack_token: slackApp.token, slack_signing_secret: slackApp.secret, slack_api_url: platform.apiUrl },
    async say(bot, { person, id, text }) {
      // The same message has the same time stamp, however late it is handed over.
      const ts = `1790000000.${id.padStart(8, '0')}`;
      const event = { type: 'message', channel_type: 'im', channel: `D${person}`, user: `U${person}`, text, ts };
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        event,
        event_id: `Ev${id}`,
        event_time: now(),
      });
      const signed = createHmac('sha256', slackApp.secret).update(`v0:${now()}:${body}`).digest('hex');
      const signature = { 'x-slack-request-timestamp': String(now()), 'x-slack-signature': `v0=${signed}` };
      await post(`${bot}/webhooks/slack/webhook`, body, { ...json, ...signature });
    },
    answers: () => platform.posts.length,
    heard: () =>
      platform.posts.map(({ channel, text }) => ({ person: Number(`${channel}`.slice(1)), text: `${text}` })),
    close: platform.close,
  };
}

async function whatsapp(): Promise<Line> {
  const platform = await startFakeWhatsApp();
  const country = 16_500_000_000;
  return {
    name: 'whatsapp',
    settings: {
      phone_number_id: phoneNumberId,
      access_token: 'token',
      app_secret: appSecret,
      verify_token: 'open sesame',
      api_url: platform.url,
      read_receipts: false,
      typing: false,
    },
    async say(bot, { person, id, text }) {
      const message = messageFrom(String(country + person), `wamid.${id}`, { type: 'text', text: { body: text } });
      const body = metaJson(notification([change({ messages: [message] })]));
      await post(`${bot}/webhooks/whatsapp/webhook`, body, { ...json, 'x-hub-signature-256': signatureOf(body) });
    },
    answers: () => platform.sent.length,
    heard: () =>
      platform.sent.map(({ body }) => ({
        person: Number(body.to) - country,
        text: String((body.text as { body?: string } | undefined)?.body),
      })),
    close: platform.close,
  };
}

async function botframework(): Promise<Line> {
  const platform = await fakeBotFramework();
  const authorization = platform.authorization();
  return {
    name: 'botframework',
    settings: platform.credentials,
    async say(bot, { person, id, text }) {
      const activity = {
        type: 'message',
        id,
        timestamp: new Date().toISOString(),
        channelId: 'msteams',
        serviceUrl: platform.serviceUrl,
        from: { id: `29:${person}`, name: 'Ann' },
        recipient: { id: `28:${platform.credentials.app_id}`, name: 'Ink' },
        conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: 'tenant-1' },
        text,
        textFormat: 'plain',
      };
      await post(`${bot}/webhooks/botframework/webhook`, JSON.stringify(activity), { ...json, authorization });
    },
    answers: () => platform.posted.length,
    heard: () =>
      platform.posted.flatMap(({ path, activity }) =>
        activity.type === 'typing' ? [] : [{ person: personIn(path), text: `${activity.text}` }],
      ),
    close: platform.close,
  };
}

const personIn = (path: string): number => Number(decodeURIComponent(path).match(/conversations\/a:(\d+)\//)?.[1]);

async function rest(): Promise<Line> {
  const heard: Heard[] = [];
  return {
    name: 'rest',
    settings: {},
    answersAtOnce: true,
    async say(bot, { person, id, text }) {
      const body = JSON.stringify({ sender: `rest-${person}`, message: text, metadata: { message_id: id } });
      const answers = JSON.parse(await post(`${bot}/webhooks/rest/webhook`, body, json)) as { readonly text: string }[];
      for (const answer of answers) heard.push({ person, text: answer.text });
    },
    answers: () => heard.length,
    heard: () => heard,
    close: async () => {},
  };
}

/** Each person has a browser tab of its own. Socket.IO acknowledges nothing, so a message counts as taken when it has left. */
async function web(): Promise<Line> {
  const heard: Heard[] = [];
  const tabs = new Map<number, Promise<Socket>>();
  const sessionOf = (person: number): string => `bench-session-${String(person).padStart(8, '0')}`;

  function open(bot: string, person: number): Promise<Socket> {
    const socket = io(bot, { transports: ['websocket'], forceNew: true });
    socket.on('bot_uttered', ({ text }: { text: string }) => heard.push({ person, text }));
    return new Promise((resolve, reject) => {
      socket.once('connect_error', reject);
      socket.once('session_confirm', () => resolve(socket));
      socket.once('connect', () => socket.emit('session_request', { session_id: sessionOf(person) }));
    });
  }

  return {
    name: 'web',
    settings: { rate_limit: { messages: 1_000_000, per_seconds: 1 } },
    answersAtOnce: true,
    async say(bot, { person, id, text }) {
      const tab = tabs.get(person) ?? open(bot, person);
      tabs.set(person, tab);
      (await tab).emit('user_uttered', { message: text, session_id: sessionOf(person), metadata: { message_id: id } });
    },
    answers: () => heard.length,
    heard: () => heard,
    async close() {
      for (const tab of tabs.values()) (await tab).disconnect();
    },
  };
}
