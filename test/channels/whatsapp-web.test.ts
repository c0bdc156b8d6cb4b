import { describe, expect, it } from 'vitest';
import { message, ownHiddenId, ownId } from '../kit/fake-whatsapp-web.js';
import { hears, open, openUnlinked, useFakeWhatsAppWeb, web } from './whatsapp-web-desk.js';

useFakeWhatsAppWeb();

const ann = '16505551234@c.us';
const group = '120363000000000000@g.us';

/** Texts that were sent, in order. */
const texts = () => web.sent.map(({ content }) => content);

describe('WhatsApp Web hears', () => {
  it('a text, and answers in its chat, in the conversation that the Cloud API would have', async () => {
    const at = await open();
    const { id } = hears({ body: 'Grüße 👩‍👩‍👧‍👦 مرحبا' });
    await web.has(1);
    expect(at.received).toMatchObject([
      {
        conversationId: 'whatsapp:16505551234',
        externalId: id._serialized,
        recipient: '16505551234',
        text: 'Grüße 👩‍👩‍👧‍👦 مرحبا',
        metadata: { name: 'Zoë 🌊' },
      },
    ]);
    expect(web.sent).toMatchObject([{ chatId: ann, content: 'You said: Grüße 👩‍👩‍👧‍👦 مرحبا' }]);
    expect(web.seen).toEqual([ann]);
  });

  it('somebody who shows no number', async () => {
    const at = await open();
    hears({ from: '4477001122@lid' });
    await web.has(1);
    expect(at.received).toMatchObject([{ conversationId: 'whatsapp:4477001122@lid' }]);
    expect(web.sent).toMatchObject([{ chatId: '4477001122@lid' }]);
  });

  it('a message once, however often it is told', async () => {
    const at = await open();
    const heard = hears({ body: 'one' });
    for (let times = 0; times < 4; times++) web.client.emit('message', heard);
    hears({ body: 'two' });
    await web.has(2);
    expect(at.received.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(texts()).toEqual(['You said: one', 'You said: two']);
  });

  it('the messages of a chat in their order, also when one takes longer to read', async () => {
    const at = await open();
    const late = message({ body: 'one', quotes: { fromMe: true } });
    const quoted = new Promise<{ id: { _serialized: string }; fromMe: boolean }>((resolve) => {
      setImmediate(() => resolve({ id: { _serialized: 'quoted' }, fromMe: true }));
    });
    web.client.emit('message', { ...late, getQuotedMessage: () => quoted });
    hears({ body: 'two' });
    await web.has(2);
    expect(at.received).toMatchObject([{ text: 'one', metadata: { reply_to: 'quoted' } }, { text: 'two' }]);
  });

  const attached: readonly [string, object, string, object][] = [
    [
      'a picture with a caption',
      { type: 'image', body: 'my arm', hasMedia: true, rawData: { mimetype: 'image/jpeg', size: 1_234 } },
      'my arm',
      { kind: 'image', mime: 'image/jpeg', size: 1_234, caption: 'my arm' },
    ],
    [
      'a voice note',
      { type: 'ptt', body: '', hasMedia: true, rawData: { mimetype: 'audio/ogg; codecs=opus' } },
      '[voice]',
      { kind: 'voice', mime: 'audio/ogg; codecs=opus' },
    ],
    [
      'a document',
      { type: 'document', body: '', hasMedia: true, rawData: { mimetype: 'application/pdf', filename: 'idea.pdf' } },
      '[document]',
      { kind: 'document', mime: 'application/pdf', name: 'idea.pdf' },
    ],
    [
      'a place, as the Cloud API tells it',
      { type: 'location', body: '', location: { latitude: '52.5', longitude: 13.4, name: 'Studio' } },
      '[location]',
      { kind: 'location', latitude: 52.5, longitude: 13.4, name: 'Studio' },
    ],
    [
      'a contact, as the Cloud API tells it',
      {
        type: 'vcard',
        vCards: ['BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nitem1.TEL;waid=16505551234:+1 650-555-1234\nEND:VCARD'],
      },
      '[contact]',
      {
        kind: 'contact',
        contacts: [
          { name: { formatted_name: 'Ann Lee' }, phones: [{ phone: '+1 650-555-1234', wa_id: '16505551234' }] },
        ],
      },
    ],
  ];

  it.each(attached)('%s', async (_case, fields, text, attachment) => {
    const at = await open();
    const { id } = hears(fields);
    await web.has(1);
    const source = 'kind' in attachment && /image|voice|document/.test(String(attachment.kind));
    expect(at.received).toMatchObject([
      { text, metadata: { attachments: [{ ...attachment, ...(source ? { source: id._serialized } : {}) }] } },
    ]);
  });

  it('that there is something which it can not read', async () => {
    const at = await open();
    hears({ type: 'poll_creation', body: 'Where?' });
    await web.has(1);
    expect(at.received).toMatchObject([{ text: '[unsupported message]', metadata: { unsupported: 'poll_creation' } }]);
  });

  const silent: readonly [string, object][] = [
    ['its own message', { fromMe: true }],
    ['a status', { from: 'status@broadcast', isStatus: true }],
    ['a channel', { from: '120363111111111111@newsletter' }],
    ['a deletion', { type: 'revoked', body: '' }],
    ['a call', { type: 'call_log', body: '' }],
    ['that a chat is encrypted', { type: 'e2e_notification', body: '' }],
    ['what is not decrypted yet', { type: 'ciphertext', body: '' }],
    ['an empty text', { body: '  ' }],
    ['what people in a group say to each other', { from: group, author: ann }],
    ['in a group, the answer to somebody else', { from: group, author: ann, quotes: { fromMe: false } }],
    ['in a group, a mention of somebody else', { from: group, author: ann, mentionedIds: ['4911111111@c.us'] }],
  ];

  it.each(silent)('not: %s', async (_case, fields) => {
    const at = await open();
    hears(fields);
    hears({ from: '4922222222@c.us', body: 'after it' });
    await web.has(1);
    expect(at.received.map(({ text }) => text)).toEqual(['after it']);
    expect(web.seen).toEqual(['4922222222@c.us']);
  });

  it.each(['message_edit', 'message_revoke_everyone', 'message_ack', 'message_reaction', 'message_create'])(
    'no "%s"',
    async (event) => {
      const at = await open();
      web.client.emit(event, message({ body: 'told otherwise' }), 'new', 'old');
      hears({ body: 'after it' });
      await web.has(1);
      expect(at.received.map(({ text }) => text)).toEqual(['after it']);
    },
  );

  it.each([
    ['mentions it', { mentionedIds: [ownId], body: '@15550783881 book me in' }, 'book me in'],
    [
      'mentions it by its hidden id',
      { mentionedIds: [{ _serialized: ownHiddenId }], body: 'book me in @99887766' },
      'book me in',
    ],
    ['answers it', { quotes: { fromMe: true }, body: 'book me in' }, 'book me in'],
    ['only calls its name', { mentionedIds: [ownId], body: '@15550783881' }, '/greet'],
  ])('in a group what %s', async (_case, fields, text) => {
    const at = await open();
    hears({ from: group, author: ann, ...fields });
    await web.has(1);
    expect(at.received).toMatchObject([
      { conversationId: `whatsapp:${group}`, recipient: group, text, metadata: { author: '16505551234' } },
    ]);
    expect(web.sent).toMatchObject([{ chatId: group }]);
  });

  it('what came while it was away, but not what waited before it was linked', async () => {
    const old = message({ body: 'long ago', timestamp: Date.now() / 1_000 - 100_000 });
    web.unread.set(ann, [old, message({ body: 'while you were away' })]);
    const at = await openUnlinked();
    web.client.emit('qr', 'code');
    web.client.emit('ready');
    web.client.emit('disconnected', 'LOGOUT');
    expect(at.received).toEqual([]);
    await at.close();

    const again = await open();
    web.clients.at(-1)?.emit('ready');
    await web.has(1);
    expect(again.received.map(({ text }) => text)).toEqual(['while you were away']);
  });
});
