import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whatsapp } from '../../channels/whatsapp/index.js';
import {
  appSecret,
  botNumber,
  change,
  type FakeWhatsApp,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
  startFakeWhatsApp,
} from '../kit/fake-whatsapp.js';
import { type Answer, type Desk, openDesk } from './desk.js';

const ann = '16505551234';
const hour = 3_600;
const now = () => Date.now() / 1_000;

let meta: FakeWhatsApp;
let desk: Desk | undefined;
beforeEach(async () => {
  meta = await startFakeWhatsApp();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await meta.close();
});

const echo: Answer = ({ text: said }) => [{ text: `You said: ${said}` }];

const quiet = { read_receipts: false, typing: false };

const open = async ({
  answer = () => [],
  config = {},
  fault,
}: {
  answer?: Answer;
  config?: object;
  fault?: Error;
} = {}) => {
  const settings = {
    phone_number_id: phoneNumberId,
    access_token: 'token',
    app_secret: appSecret,
    verify_token: 'open sesame',
    api_url: meta.url,
    ...quiet,
    ...config,
  };
  desk = await openDesk({
    channels: [{ use: whatsapp, config: settings }],
    answer,
    ...(fault ? { fault } : {}),
  });
  return desk;
};

const post = ({ url }: Desk, body: string, signature: string | undefined = signatureOf(body)) =>
  fetch(`${url}/webhooks/whatsapp/webhook`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
  });

const notify = (at: Desk, ...messages: object[]) => post(at, metaJson(notification([change({ messages })])));

const tellStatus = (at: Desk, ...statuses: object[]) => post(at, metaJson(notification([change({ statuses })])));

const text = (body: string, id = 'wamid.1', timestamp = now()) =>
  messageFrom(ann, id, { type: 'text', text: { body } }, timestamp);

const sentBodies = () => meta.sent.map(({ body }) => body);

const button = (title: string, payload = `/choose{"what":"${title}"}`) => ({ title, payload });

describe('the WhatsApp channel hears', () => {
  it('a text, and answers to the number that it came from', async () => {
    const at = await open({ answer: echo });
    expect((await notify(at, text('hi'))).status).toBe(200);
    await meta.has(1);
    expect(at.received).toMatchObject([
      { conversationId: `whatsapp:${ann}`, externalId: 'wamid.1', recipient: ann, metadata: { name: 'Zoë 🌊' } },
    ]);
    expect(meta.sent).toMatchObject([
      {
        path: `/v24.0/${phoneNumberId}/messages`,
        authorization: 'Bearer token',
        body: {
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: ann,
          type: 'text',
          text: { body: 'You said: hi', preview_url: false },
        },
      },
    ]);
  });

  it.each(['Grüße 👩‍👩‍👧‍👦 / 🙂', 'مرحبا، كيف الحال؟', 'e\u0301tude', 'नमस्ते'])(
    '"%s" as it was written',
    async (words) => {
      const at = await open({ answer: echo });
      expect((await notify(at, text(words))).status).toBe(200);
      await meta.has(1);
      expect(at.received[0]?.text).toBe(words);
      expect(sentBodies()).toMatchObject([{ text: { body: `You said: ${words}` } }]);
    },
  );

  const presses: readonly [string, object, string][] = [
    [
      'a reply button',
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '/yes', title: 'Yes' } } },
      '/yes',
    ],
    [
      'a row of a list',
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: '/pick{"n":2}', title: 'Two', description: '' } },
      },
      '/pick{"n":2}',
    ],
    ['a button of a template', { type: 'button', button: { payload: '/stop', text: 'Stop' } }, '/stop'],
  ];
  it.each(presses)('%s being pressed as its payload', async (_, content, payload) => {
    const at = await open();
    await notify(at, messageFrom(ann, 'wamid.1', { ...content, context: { from: botNumber, id: 'wamid.out1' } }));
    expect(at.received).toMatchObject([{ text: payload, metadata: { reply_to: 'wamid.out1' } }]);
  });

  const media: readonly [string, object, string, object][] = [
    [
      'a photo',
      { type: 'image', image: { id: 'm1', mime_type: 'image/jpeg', sha256: 'x' } },
      '[photo]',
      { kind: 'image', id: 'm1', mime: 'image/jpeg' },
    ],
    [
      'a photo with a caption',
      { type: 'image', image: { id: 'm1', caption: 'like this' } },
      'like this',
      { kind: 'image', caption: 'like this' },
    ],
    [
      'a voice note',
      { type: 'audio', audio: { id: 'm2', mime_type: 'audio/ogg; codecs=opus', voice: true } },
      '[audio]',
      { kind: 'voice', id: 'm2' },
    ],
    ['a video', { type: 'video', video: { id: 'm3' } }, '[video]', { kind: 'video', id: 'm3' }],
    [
      'a document',
      { type: 'document', document: { id: 'm4', filename: 'a.pdf' } },
      '[document]',
      { kind: 'document', name: 'a.pdf' },
    ],
    [
      'a sticker',
      { type: 'sticker', sticker: { id: 'm5', animated: false } },
      '[sticker]',
      { kind: 'sticker', id: 'm5' },
    ],
    [
      'a location',
      { type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Studio' } },
      '[location]',
      { kind: 'location', latitude: 52.5, longitude: 13.4, name: 'Studio' },
    ],
    [
      'contacts',
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Bo' } }] },
      '[contact]',
      { kind: 'contacts', contacts: [{ name: { formatted_name: 'Bo' } }] },
    ],
  ];
  it.each(media)('%s as a short text, and what it is beside it', async (_, content, words, attachment) => {
    const at = await open();
    await notify(at, messageFrom(ann, 'wamid.1', content));
    expect(at.received).toMatchObject([{ text: words, metadata: { attachments: [attachment] } }]);
  });

  it.each(['unsupported', 'order', 'something new'])(
    'a message of the type "%s" as one that it can not read',
    async (type) => {
      const at = await open();
      await notify(
        at,
        messageFrom(ann, 'wamid.1', { type, errors: [{ code: 131051, title: 'Unsupported message type' }] }),
      );
      expect(at.received).toMatchObject([{ text: '[unsupported message]', metadata: { unsupported: type } }]);
    },
  );

  it('a person who has a username and shows no number', async () => {
    const at = await open();
    const from_user_id = 'US.13491208655302741918';
    await notify(at, { from_user_id, id: 'wamid.1', timestamp: '1', type: 'text', text: { body: 'hi' } });
    await at.tell('whatsapp', from_user_id, { text: 'hello', custom: { type: 'template', template: {} } });
    expect(sentBodies()[0]).toMatchObject({ recipient: from_user_id });
    expect(sentBodies()[0]).not.toHaveProperty('to');
  });

  it('every message of a batch, the older ones first', async () => {
    const at = await open();
    const batch = notification(
      [
        change({ messages: [text('two', 'b', 20), text('three', 'c', 30)] }),
        change({ messages: [text('one', 'a', 10)] }),
      ],
      [change({ statuses: [{ id: 'x', status: 'sent' }] }), change({ messages: [text('four', 'd', 30)] })],
    );
    expect((await post(at, metaJson(batch))).status).toBe(200);
    expect(at.received.map((one) => one.text)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('a message once, however often Meta sends it', async () => {
    const at = await open({ config: { read_receipts: true } });
    for (let time = 0; time < 5; time++) expect((await notify(at, text('hi'))).status).toBe(200);
    await at.tell('whatsapp', ann, { text: 'done' });
    await meta.has(1, 'marks');
    expect(at.received).toHaveLength(1);
    expect(meta.marks).toHaveLength(1);
  });

  it('a message that is too long not at all, and those beside it as ever', async () => {
    const at = await open();
    expect((await notify(at, text('x'.repeat(11_000), 'a'), text('hi', 'b'))).status).toBe(200);
    expect(at.received.map((one) => one.text)).toEqual(['hi']);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn', message: 'a message was not taken in' }));
  });

  it('nothing that it could not store, so that Meta sends it again', async () => {
    const at = await open({ fault: new Error('disk is full') });
    expect((await notify(at, text('hi'))).status).toBe(500);
  });
});

describe('the WhatsApp channel takes no turn for', () => {
  const silent: readonly [string, object][] = [
    ['a reaction', messageFrom(ann, 'w', { type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } })],
    ['an edit', messageFrom(ann, 'w', { type: 'edit', edit: {} })],
    ['a deletion', messageFrom(ann, 'w', { type: 'revoke', revoke: {} })],
    ['a change of number', messageFrom(ann, 'w', { type: 'system', system: { body: 'changed', new_wa_id: '1' } })],
    ['a group', messageFrom(ann, 'w', { type: 'text', text: { body: 'hi all' }, group_id: 'g' })],
    ["the bot's own message", messageFrom(botNumber, 'w', { type: 'text', text: { body: 'hello' } })],
    ['half a message', { type: 'text' }],
  ];
  it.each(silent)('%s', async (_, message) => {
    const at = await open();
    expect((await notify(at, message)).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('a message to another number of the same account', async () => {
    const at = await open();
    await post(at, metaJson(notification([change({ messages: [text('hi')] }, '999')])));
    expect(at.received).toEqual([]);
    expect(JSON.stringify(at.log)).toContain('the phone number with the id 999');
  });

  it('a change of another kind, or a notification of another shape', async () => {
    const at = await open();
    const echo = { field: 'smb_message_echoes', value: { message_echoes: [text('hi')] } };
    expect((await post(at, metaJson(notification([echo])))).status).toBe(200);
    expect((await post(at, metaJson({ object: 'page', entry: [] }))).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('statuses, of which each step up is logged, in whatever order they come', async () => {
    const at = await open();
    const status = (name: string) => ({ id: 'wamid.out1', status: name, recipient_id: ann, timestamp: '1' });
    await tellStatus(at, status('delivered'), status('sent'));
    await tellStatus(at, status('read'), status('delivered'), status('read'));
    const told = at.log.flatMap(({ message, status: name }) => (String(message).includes('what became') ? [name] : []));
    expect(told).toEqual(['delivered', 'read']);
    expect(at.received).toEqual([]);
  });

  it('a failure, which is logged with its reason and the message in the outbox', async () => {
    const at = await open();
    const errors = [{ code: 131026, title: 'Message undeliverable' }];
    await tellStatus(at, { id: 'w', status: 'failed', biz_opaque_callback_data: '17', errors });
    expect(at.log).toContainEqual(
      expect.objectContaining({ level: 'error', outboxId: '17', reason: '131026 Message undeliverable' }),
    );
  });
});

describe('the WhatsApp channel refuses', () => {
  const body = metaJson(notification([change({ messages: [text('hi 👋')] })]));
  const forged: readonly [string, string][] = [
    ['no signature', ''],
    ['one of another secret', signatureOf(body, 'guess')],
    ['one of another body', signatureOf(`${body} `)],
    ['one that is too short', 'sha256=abcd'],
    ['one of the older kind', signatureOf(body).replace('sha256', 'sha1')],
  ];
  it.each(forged)('a notification with %s', async (_, signature) => {
    const at = await open();
    const response = await post(at, body, signature);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ details: { code: 'WHATSAPP_SIGNATURE_INVALID' } });
    expect(at.received).toEqual([]);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn' }));
    expect(JSON.stringify(at.log)).not.toContain(appSecret);
  });

  it('the same JSON in other bytes', async () => {
    const at = await open();
    expect((await post(at, JSON.stringify(JSON.parse(body)), signatureOf(body))).status).toBe(401);
  });

  it('what is no JSON', async () => {
    const at = await open();
    expect((await post(at, '{"object":')).status).toBe(400);
    expect(at.received).toEqual([]);
  });

  it('settings that it does not know, or that lack a secret', async () => {
    await expect(open({ config: { app_secrt: 'x' } })).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
    await expect(open({ config: { app_secret: '' } })).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
  });
});

describe('the webhook', () => {
  const verify = ({ url }: Desk, token: string, mode = 'subscribe') => {
    const query = new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': '1158201444' });
    return fetch(`${url}/webhooks/whatsapp/webhook?${query}`);
  };

  it('gives the challenge back to who knows the verify token', async () => {
    const response = await verify(await open(), 'open sesame');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('1158201444');
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  it('refuses a wrong verify token, another mode, and nothing at all', async () => {
    const at = await open();
    expect((await verify(at, 'guess')).status).toBe(403);
    expect((await verify(at, 'open sesame', 'unsubscribe')).status).toBe(403);
    expect((await fetch(`${at.url}/webhooks/whatsapp/webhook`)).status).toBe(403);
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/whatsapp/`)).json()).toEqual({ status: 'ok' });
  });
});

describe('the WhatsApp channel shows', () => {
  it('up to three short choices as reply buttons', async () => {
    const at = await open();
    const buttons = [button('Yes', '/yes'), button('No', '/no')];
    await at.tell('whatsapp', ann, { text: 'Sure?', buttons });
    const replies = buttons.map(({ title, payload }) => ({ type: 'reply', reply: { id: payload, title } }));
    expect(sentBodies()).toMatchObject([
      { type: 'interactive', interactive: { type: 'button', body: { text: 'Sure?' }, action: { buttons: replies } } },
    ]);
  });

  it('up to ten choices, or longer ones, as a list with the whole title below', async () => {
    const at = await open({ config: { list_button: 'Styles' } });
    const long = 'Fine-line botanical drawings 🌿 with a touch of colour';
    await at.tell('whatsapp', ann, { text: 'Which?', buttons: [button('Blackwork', '/b'), button(long, '/f')] });
    const rows = [
      { id: '/b', title: 'Blackwork' },
      { id: '/f', title: 'Fine-line botanical dra…', description: long },
    ];
    expect(sentBodies()).toMatchObject([
      { interactive: { type: 'list', body: { text: 'Which?' }, action: { button: 'Styles', sections: [{ rows }] } } },
    ]);
  });

  it('more than ten as numbered text, and understands the number', async () => {
    const at = await open();
    const buttons = Array.from({ length: 11 }, (_, index) => button(`Day ${index + 1}`, `/day{"n":${index + 1}}`));
    await at.tell('whatsapp', ann, { text: 'When?', buttons });
    expect(sentBodies()).toMatchObject([{ type: 'text', text: { body: expect.stringContaining('\n11. Day 11') } }]);
    const said = { event: 'bot', text: 'When?', data: { buttons }, timestamp: 1 } as const;
    expect(at.channels.understand('whatsapp', '11', [said])).toBe('/day{"n":11}');
    const few = { ...said, data: { buttons: buttons.slice(0, 10) } };
    expect(at.channels.understand('whatsapp', '2', [few])).toBe('2');
  });

  it('choices without a text below one of its own', async () => {
    const at = await open({ config: { choices_text: 'Wähle:' } });
    await at.tell('whatsapp', ann, { quick_replies: [button('A')] });
    expect(sentBodies()).toMatchObject([{ interactive: { body: { text: 'Wähle:' } } }]);
  });

  it('a choice whose payload is too long for WhatsApp, and finds the payload again', async () => {
    const at = await open();
    const payload = `/book{"note":"${'x'.repeat(300)}"}`;
    await at.tell('whatsapp', ann, { text: 'Book?', buttons: [button('Book', payload)] });
    const id = JSON.stringify(sentBodies()[0]).match(/parley:[\da-f]{32}/)?.[0];
    const press = (key: string | undefined, wamid: string) =>
      messageFrom(ann, wamid, { type: 'interactive', interactive: { button_reply: { id: key, title: 'Book' } } });
    await notify(at, press(id, 'a'), press(`parley:${'0'.repeat(32)}`, 'b'));
    expect(at.received.map((one) => one.text)).toEqual([payload, 'Book']);
  });

  it('a picture with its text below, and choices after it', async () => {
    const at = await open();
    const image = 'https://x/a.png';
    await at.tell('whatsapp', ann, { text: 'Mine', image });
    await at.tell('whatsapp', ann, { text: 'Yours?', image, buttons: [button('Yes', '/yes')] });
    expect(sentBodies()).toMatchObject([
      { type: 'image', image: { link: image, caption: 'Mine' } },
      { type: 'image', image: { link: image } },
      { type: 'interactive', interactive: { body: { text: 'Yours?' } } },
    ]);
  });

  it('a file as a document with its name', async () => {
    const at = await open();
    await at.tell('whatsapp', ann, {
      attachment: { type: 'file', payload: { src: 'https://x/after%20care.pdf?v=1' } },
    });
    await at.tell('whatsapp', ann, { attachment: { type: 'video', payload: { url: 'https://x/v.mp4' } } });
    expect(sentBodies()).toMatchObject([
      { type: 'document', document: { link: 'https://x/after%20care.pdf?v=1', filename: 'after care.pdf' } },
      { type: 'video', video: { link: 'https://x/v.mp4' } },
    ]);
  });

  it("JSON of the bot's own as it is", async () => {
    const at = await open();
    const location = { latitude: 52.5, longitude: 13.4 };
    await at.tell('whatsapp', ann, { custom: { type: 'location', location } });
    expect(sentBodies()).toMatchObject([{ to: ann, type: 'location', location }]);
  });

  it('a card as text, and its buttons as buttons', async () => {
    const at = await open();
    await at.tell('whatsapp', ann, {
      elements: [{ title: 'Mia', subtitle: 'Fine line', buttons: [button('Pick', '/m')] }],
    });
    expect(sentBodies()).toMatchObject([{ interactive: { type: 'button', body: { text: 'Mia\nFine line' } } }]);
  });

  it('a long text in parts that end with a sentence', async () => {
    const at = await open();
    const sentence = `${'word '.repeat(20)}end. `;
    await at.tell('whatsapp', ann, { text: sentence.repeat(60).trim() });
    const bodies = meta.sent.map(({ body }) => String(Object(body.text).body));
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).toMatch(/^word.*end\.$/s);
    for (const body of bodies) expect(body.length).toBeLessThanOrEqual(4_096);
  });

  it('that a message was read, and that the bot is at work', async () => {
    const at = await open({ config: { read_receipts: true, typing: true } });
    await notify(at, text('hi'));
    await meta.has(2, 'marks');
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' };
    expect(meta.marks.map(({ body }) => body)).toEqual(
      expect.arrayContaining([read, { ...read, typing_indicator: { type: 'text' } }]),
    );
  });
});

describe('when WhatsApp does not take a message', () => {
  const refused = (status: number, code: number, headers = {}) => {
    meta.refuse({ status, headers, error: { code, message: `(#${code}) no`, error_data: { details: 'because' } } });
  };
  const telling = async () => (await open()).tell('whatsapp', ann, { text: 'hello' }).catch((error: unknown) => error);

  it('it is tried again after the time that WhatsApp asks for', async () => {
    refused(429, 130429, { 'retry-after': '7' });
    const error = await telling();
    expect(error).toMatchObject({ code: 'WHATSAPP_REFUSED', retryAfterMs: 7_000 });
    expect(error).not.toHaveProperty('permanent');
  });

  const passing: readonly [string, number, number][] = [
    ['a fault at Meta', 500, 131000],
    ['too many messages to one person', 400, 131056],
    ['an access token that has expired', 401, 190],
    ['an account that was not paid', 400, 131042],
  ];
  it.each(passing)('it is tried again after %s', async (_, status, code) => {
    refused(status, code);
    const error = await telling();
    expect(error).toMatchObject({ code: 'WHATSAPP_REFUSED' });
    expect(error).not.toHaveProperty('permanent');
    await desk?.tell('whatsapp', ann, { text: 'hello' });
    expect(meta.sent).toHaveLength(1);
  });

  const final: readonly [string, number][] = [
    ['a parameter that it does not know', 100],
    ['a number without WhatsApp', 131026],
    ['a template that does not exist', 132001],
  ];
  it.each(final)('it is given up after %s', async (_, code) => {
    refused(400, code);
    const message = `WhatsApp refused a request with HTTP 400, code ${code}: (#${code}) no: because`;
    expect(await telling()).toMatchObject({ code: 'WHATSAPP_REFUSED', permanent: true, message });
  });

  it('it is tried again when nobody answers, and the token stays out of the error', async () => {
    await meta.close();
    const error = await telling();
    expect(error).toMatchObject({ code: 'WHATSAPP_UNREACHABLE' });
    expect(String(error)).not.toContain('token');
    expect(error).not.toHaveProperty('permanent');
    meta = await startFakeWhatsApp();
  });

  it('what has left is not sent again with the rest', async () => {
    const at = await open();
    const send = () =>
      at.channels.get('whatsapp')?.send({
        id: '5',
        conversationId: 'c',
        recipient: ann,
        inboxId: undefined,
        message: { image: 'https://x/a.png', text: 'Sure?', buttons: [button('Yes', '/yes')] },
      });
    meta.refuse({ status: 200 });
    await send();
    refused(503, 2);
    const later = { id: '6', conversationId: 'c', recipient: ann, inboxId: undefined };
    await expect(at.channels.get('whatsapp')?.send({ ...later, message: { text: 'x' } })).rejects.toThrow();
    await at.channels.get('whatsapp')?.send({ ...later, message: { text: 'x' } });
    expect(meta.sent.map(({ body }) => body.type)).toEqual(['interactive', 'text']);
  });
});

describe('24 hours after the person wrote', () => {
  const template = { name: 'news', language: 'en_US' };
  const closed = { status: 400, error: { code: 131047, message: 'Re-engagement message' } };
  const news = (parameters: object[] | undefined) => ({
    type: 'template',
    template: {
      name: 'news',
      language: { code: 'en_US' },
      ...(parameters ? { components: [{ type: 'body', parameters }] } : {}),
    },
  });

  it('a message is given up where there is no template', async () => {
    const at = await open();
    await notify(at, text('hi', 'a', now() - 25 * hour));
    await expect(at.tell('whatsapp', ann, { text: 'news' })).rejects.toMatchObject({
      code: 'WHATSAPP_WINDOW_CLOSED',
      permanent: true,
    });
    expect(meta.sent).toEqual([]);
  });

  it('a template brings the text, on one line', async () => {
    const at = await open({ config: { template } });
    await notify(at, text('hi', 'a', now() - 25 * hour));
    await at.tell('whatsapp', ann, { text: 'Your appointment\n\nis tomorrow.' });
    expect(sentBodies()).toMatchObject([news([{ type: 'text', text: 'Your appointment is tomorrow.' }])]);
  });

  it('the same holds when only WhatsApp knows the time', async () => {
    const at = await open({ config: { template } });
    meta.refuse(closed);
    await at.tell('whatsapp', ann, { text: 'one' });
    await at.tell('whatsapp', ann, { text: 'two' });
    expect(sentBodies()).toMatchObject([news([{ type: 'text', text: 'one' }]), news([{ type: 'text', text: 'two' }])]);
  });

  it('the same holds when WhatsApp says so after it took the message', async () => {
    const at = await open({ config: { template } });
    await at.tell('whatsapp', ann, { text: 'one' });
    const failed = { id: 'wamid.out1', status: 'failed', errors: [{ code: 131047, title: 'Re-engagement message' }] };
    await tellStatus(at, failed, failed);
    await meta.has(2);
    await at.tell('whatsapp', ann, { text: 'two' });
    expect(sentBodies()).toMatchObject([
      { type: 'text' },
      news([{ text: 'one' }] as object[]),
      news([{ text: 'two' }] as object[]),
    ]);
  });

  it('a template without a text asks the person once to write, and what waited comes then', async () => {
    const at = await open({ config: { template: { ...template, with_text: false } } });
    await notify(at, text('hi', 'a', now() - 25 * hour));
    await at.tell('whatsapp', ann, { text: 'one' });
    await at.tell('whatsapp', ann, { text: 'two' });
    expect(sentBodies()).toMatchObject([news(undefined)]);
    await notify(at, text('yes?', 'b'));
    await meta.has(3);
    expect(sentBodies().slice(1)).toMatchObject([{ text: { body: 'one' } }, { text: { body: 'two' } }]);
  });

  it("a template of the bot's own passes", async () => {
    const at = await open();
    await notify(at, text('hi', 'a', now() - 25 * hour));
    await at.tell('whatsapp', ann, { custom: { type: 'template', template: { name: 'own' } } });
    expect(sentBodies()).toMatchObject([{ type: 'template', template: { name: 'own' } }]);
  });

  it('a late copy of an old message does not close the window of a newer one', async () => {
    const at = await open();
    await notify(at, text('new', 'b'));
    await notify(at, text('old', 'a', now() - 30 * hour));
    await at.tell('whatsapp', ann, { text: 'hello' });
    expect(sentBodies()).toMatchObject([{ type: 'text' }]);
  });
});
