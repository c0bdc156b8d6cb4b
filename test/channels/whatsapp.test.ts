import { describe, expect, it } from 'vitest';
import {
  appSecret,
  botNumber,
  change,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
} from '../kit/fake-whatsapp.js';
import type { Answer, Desk } from './desk.js';
import { ann, meta, notify, open, post, sentBodies, tellStatus, text, useFakeWhatsApp } from './whatsapp-desk.js';

useFakeWhatsApp();

const echo: Answer = ({ text: said }) => [{ text: `You said: ${said}` }];

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
      '[voice]',
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
      { kind: 'contact', contacts: [{ name: { formatted_name: 'Bo' } }] },
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

  it('settings that it does not know, or that lack a secret', async () => {
    await expect(open({ config: { app_secrt: 'x' } })).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
    await expect(open({ config: { access_token: 'to\nken' } })).rejects.toMatchObject({
      code: 'PLUGIN_CONFIG_INVALID',
    });
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
