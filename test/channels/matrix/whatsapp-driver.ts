import { z } from 'zod';
import { whatsapp } from '../../../channels/whatsapp/index.js';
import type { AttachmentKind, ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import {
  appSecret,
  botNumber,
  change,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
  startFakeWhatsApp,
} from '../../kit/fake-whatsapp.js';

const ann = '16505551234';

const contents: Readonly<Record<AttachmentKind, object>> = {
  picture: { type: 'image', image: { id: 'm1', mime_type: 'image/jpeg', sha256: 'x', caption: 'like this' } },
  file: { type: 'document', document: { id: 'm2', filename: 'sketch.pdf', mime_type: 'application/pdf' } },
  location: { type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Studio' } },
  contact: { type: 'contacts', contacts: [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '+15550100' }] }] },
  voice: { type: 'audio', audio: { id: 'm3', mime_type: 'audio/ogg; codecs=opus', voice: true } },
};

const choice = z.object({ id: z.string(), title: z.string() });
const interactive = z.object({
  body: z.object({ text: z.string() }),
  action: z.object({
    buttons: z.array(z.object({ reply: choice })).default([]),
    sections: z.array(z.object({ rows: z.array(choice) })).default([]),
  }),
});
const linked = z.object({ link: z.string(), caption: z.string().default('') });
const sentBody = z.object({
  to: z.string(),
  text: z.object({ body: z.string() }).optional(),
  interactive: interactive.optional(),
  image: linked.optional(),
  document: linked.optional(),
});

/** What is shown, and what WhatsApp tells of each choice when it is pressed. */
function readBody(body: unknown): Shown & { readonly presses: readonly { title: string; interactive: object }[] } {
  const { to, text, interactive: asked, image, document } = sentBody.parse(body);
  const { buttons = [], sections = [] } = asked?.action ?? {};
  const presses = [
    ...buttons.map(({ reply }) => ({
      title: reply.title,
      interactive: { type: 'button_reply', button_reply: reply },
    })),
    ...sections.flatMap(({ rows }) =>
      rows.map((row) => ({ title: row.title, interactive: { type: 'list_reply', list_reply: row } })),
    ),
  ];
  return {
    to,
    text: text?.body ?? asked?.body.text ?? image?.caption ?? document?.caption ?? '',
    buttons: presses.map(({ title }) => title),
    ...(image ? { image: image.link } : {}),
    ...(document ? { file: document.link } : {}),
    presses,
  };
}

async function startWhatsApp(): Promise<MatrixPlatform> {
  const meta = await startFakeWhatsApp();
  let url = '';
  let latest = '';
  let ids = 0;
  const nextId = () => `wamid.${++ids}`;

  async function post(body: string, headers: Readonly<Record<string, string>>): Promise<Verdict> {
    const json = { 'content-type': 'application/json', ...headers };
    const { ok } = await fetch(`${url}/webhooks/whatsapp/webhook`, { method: 'POST', headers: json, body });
    return ok ? 'taken' : 'refused';
  }
  const signed = (body: string) => post(body, { 'x-hub-signature-256': signatureOf(body) });
  const bodyOf = (...messages: object[]) => metaJson(notification([change({ messages })]));
  const notify = (...messages: object[]) => {
    latest = bodyOf(...messages);
    return signed(latest);
  };
  const from = (content: object, secondsAgo = 0) =>
    messageFrom(ann, nextId(), content, Date.now() / 1_000 - secondsAgo);
  const textOf = (body: string, secondsAgo = 0) => from({ type: 'text', text: { body } }, secondsAgo);
  const sent = () => meta.sent.map(({ body }) => readBody(body));

  return {
    channel: whatsapp,
    config: {
      phone_number_id: phoneNumberId,
      access_token: 'token',
      app_secret: appSecret,
      verify_token: 'open sesame',
      api_url: meta.url,
    },
    connect: (botUrl) => {
      url = botUrl;
    },
    close: meta.close,
    sent,
    shows: (count) => meta.has(count),
    say: (text) => notify(textOf(text)),
    press(title) {
      const pressed = sent()
        .flatMap(({ presses }) => presses)
        .findLast((one) => one.title === title);
      return notify(from({ type: 'interactive', interactive: pressed?.interactive }));
    },
    attach: (kind) => notify(from(contents[kind])),
    edit: (text) => {
      const message = { type: 'text', text: { body: text } };
      return notify(from({ type: 'edit', edit: { original_message_id: `wamid.${ids}`, message } }));
    },
    delete: () => notify(from({ type: 'revoke', revoke: { original_message_id: `wamid.${ids}` } })),
    async status() {
      const about = { id: 'wamid.out1', recipient_id: ann, timestamp: '1700000000' };
      const statuses = ['sent', 'delivered', 'read'].map((status) => ({ ...about, status }));
      return signed(metaJson(notification([change({ statuses })])));
    },
    ownMessage: (body) => notify(messageFrom(botNumber, nextId(), { type: 'text', text: { body } })),
    sayInGroup: (body) => notify(from({ type: 'text', text: { body }, group_id: 'group-1' })),
    again: () => signed(latest),
    forge(text, forgery) {
      const body = bodyOf(textOf(text));
      return post(body, forgery === 'wrong signature' ? { 'x-hub-signature-256': signatureOf(body, 'guessed') } : {});
    },
    sayNoJson: () => signed('{"object":'),
    sayAtOnce: (texts) => notify(...texts.map((text) => textOf(text))),
    async sayInWrongOrder(earlier, later) {
      const [first, second] = [textOf(earlier, 20), textOf(later, 10)];
      const verdict = await notify(second);
      return verdict === 'taken' ? notify(first) : verdict;
    },
    limitRate(seconds) {
      const error = { code: 130_429, message: 'Rate limit hit' };
      meta.refuse({ status: 429, headers: { 'retry-after': String(seconds) }, error });
    },
    fail(times) {
      const error = { code: 131_000, message: 'Something went wrong' };
      meta.refuse(...Array.from({ length: times }, () => ({ status: 500, error })));
    },
  };
}

/** Meta posts notifications, and takes messages by the Graph API. */
export const whatsappCloud: ChannelDriver = {
  name: 'whatsapp, by the Cloud API',
  lacks: {
    replay: "Meta's signature holds no time; a message that comes again is known by its id",
    group: 'the channel answers people only, not groups',
    thread: 'WhatsApp has no threads',
  },
  start: startWhatsApp,
};
