import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { fakeWhatsAppWeb, message, ownId, type SentByWeb } from '../../kit/fake-whatsapp-web.js';
import { webChannel } from '../whatsapp-web-desk.js';

const group = '120363000000000000@g.us';
const ann = '16505551234@c.us';

const attached = {
  picture: { type: 'image', body: '', hasMedia: true },
  file: { type: 'document', body: '', hasMedia: true },
  voice: { type: 'ptt', body: '', hasMedia: true },
  location: { type: 'location', body: '', location: { latitude: 52.5, longitude: 13.4 } },
  contact: { type: 'vcard', vCards: ['BEGIN:VCARD\nFN:Ann\nTEL:+1 650\nEND:VCARD'] },
} as const;

/** Files are what their address says, as the driver answers for all of the web. */
function shownOf({ chatId, content, options }: SentByWeb): Shown {
  if (typeof content === 'string') return { to: chatId, text: content, buttons: [] };
  const { caption = '' }: { caption?: string } = options;
  const address = Buffer.from(content.data, 'base64').toString();
  const isPicture = content.mimetype.startsWith('image/');
  return { to: chatId, text: caption, buttons: [], ...(isPicture ? { image: address } : { file: address }) };
}

/** Answers for the web: each file consists of its address. */
function answerForTheWeb(): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = async (address, init) => {
    if (!String(address).startsWith('https://studio.example/')) return fetch(address, init);
    const type = String(address).endsWith('.png') ? 'image/png' : 'application/pdf';
    return new Response(String(address), { headers: { 'content-type': type } });
  };
  return () => {
    globalThis.fetch = fetch;
  };
}

async function startBrowser(): Promise<MatrixPlatform> {
  const web = fakeWhatsAppWeb();
  const restore = answerForTheWeb();
  let latest = message({});

  /** Nobody acknowledges; what the channel does with an event it has begun when the event loop has gone around. */
  async function tell(event: string, ...what: unknown[]): Promise<Verdict> {
    web.client.emit(event, ...what);
    await new Promise(setImmediate);
    return 'taken';
  }
  async function hears(fields: Parameters<typeof message>[0]): Promise<Verdict> {
    latest = message(fields);
    const stored = web.sees(latest.from);
    await tell('message', latest);
    await stored;
    return 'taken';
  }

  return {
    channel: webChannel(web),
    config: { transport: 'web', messages_per_minute: 600 },
    async connect() {
      (await web.starts(1)).emit('ready');
    },
    close: async () => restore(),
    sent: () => web.sent.map(shownOf),
    shows: web.has,
    say: (body) => hears({ body }),
    attach: (kind) => hears(attached[kind]),
    edit: (text) => tell('message_edit', { ...latest, body: text }, text, latest.body),
    delete: () => tell('message_revoke_everyone', { ...latest, type: 'revoked' }, latest),
    status: () => tell('message_ack', latest, 3),
    ownMessage: (body) => tell('message', message({ from: ownId, fromMe: true, body })),
    sayInGroup: (text, to) =>
      to === 'bot'
        ? hears({ from: group, author: ann, body: `@15550783881 ${text}`, mentionedIds: [ownId] })
        : tell('message', message({ from: group, author: ann, body: text })),
    again: () => tell('message', latest),
    async sayInWrongOrder(earlier, later) {
      const [first, second] = [message({ body: earlier }), message({ body: later })];
      await tell('message', second);
      return tell('message', first);
    },
    fail: (times) => web.refuse(...Array.from({ length: times }, () => new Error('Protocol error: Target closed'))),
  };
}

const noRequests = 'nothing comes in over HTTP: the browser is asked';

/** WhatsApp Web, as whatsapp-web.js tells of it. */
export const whatsAppWeb: ChannelDriver = {
  name: 'whatsapp, by WhatsApp Web',
  lacks: {
    buttons: 'WhatsApp Web shows none; they are numbered text',
    press: 'WhatsApp Web shows no buttons',
    thread: 'groups have no threads',
    'wrong signature': noRequests,
    'no signature': noRequests,
    replay: noRequests,
    'no JSON': noRequests,
    batch: 'the library tells of one message at a time',
    'rate limit': 'WhatsApp Web tells of none; the channel keeps to a pace of its own',
  },
  start: startBrowser,
};
