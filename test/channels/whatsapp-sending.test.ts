import { describe, expect, it } from 'vitest';
import { messageFrom } from '../kit/fake-whatsapp.js';
import { ann, meta, notify, open, sentBodies, tellStatus, text, useFakeWhatsApp } from './whatsapp-desk.js';

useFakeWhatsApp();

const hour = 3_600;
const now = () => Date.now() / 1_000;

const button = (title: string, payload = `/choose{"what":"${title}"}`) => ({ title, payload });

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
  });

  it('it is tried again when the phone number id is wrong, which the settings can mend', async () => {
    meta.refuse({ status: 400, error: { code: 100, error_subcode: 33, message: 'Object does not exist' } });
    expect(await telling()).not.toHaveProperty('permanent');
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
  });

  it('what has left is not sent again with the rest', async () => {
    const at = await open();
    const message = { image: 'https://x/a.png', text: 'Sure?', buttons: [button('Yes', '/yes')] };
    const outgoing = { id: '5', conversationId: 'c', recipient: ann, inboxId: undefined, message };
    meta.refuse(undefined, { status: 503 });
    await expect(at.channels.get('whatsapp')?.send(outgoing)).rejects.toThrow();
    await at.channels.get('whatsapp')?.send(outgoing);
    expect(meta.sent.map(({ body }) => body.type)).toEqual(['image', 'interactive']);
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

  it('WhatsApp speaking late of an earlier message does not close a window that is open', async () => {
    const at = await open();
    await at.tell('whatsapp', ann, { text: 'one' });
    await notify(at, text('hi'));
    await tellStatus(at, { id: 'wamid.out1', status: 'failed', errors: [{ code: 131047, title: 'Re-engagement' }] });
    await at.tell('whatsapp', ann, { text: 'two' });
    expect(sentBodies()).toMatchObject([{ text: { body: 'one' } }, { text: { body: 'two' } }]);
  });

  it('a late copy of an old message does not close the window of a newer one', async () => {
    const at = await open();
    await notify(at, text('new', 'b'));
    await notify(at, text('old', 'a', now() - 30 * hour));
    await at.tell('whatsapp', ann, { text: 'hello' });
    expect(sentBodies()).toMatchObject([{ type: 'text' }]);
  });
});
