import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk.js';
import { hears, open, openUnlinked, useFakeWhatsAppWeb, web } from './whatsapp-web-desk.js';

useFakeWhatsAppWeb();

const ann = '16505551234';
const annsChat = `${ann}@c.us`;
const png = Buffer.from('89504e470d0a1a0a', 'hex');
let closeFiles: (() => void) | undefined;

afterEach(() => closeFiles?.());

/** A server with one picture; the rest is not there. */
async function serveFiles(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/arm.png') response.writeHead(200, { 'content-type': 'image/png' }).end(png);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closeFiles = () => server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const tell = (at: Desk, message: object) => at.tell('whatsapp', ann, message);

describe('WhatsApp Web shows', () => {
  it('buttons as numbered text, whose numbers are understood', async () => {
    const at = await open();
    const buttons = [
      { title: 'Fine line', payload: '/choose{"style": "fine"}' },
      { title: 'Blackwork', payload: '/choose{"style": "black"}' },
    ];
    await tell(at, { text: 'Which style?', buttons });
    expect(web.sent).toMatchObject([{ chatId: annsChat, content: 'Which style?\n1. Fine line\n2. Blackwork' }]);
    const events = [{ event: 'bot', text: 'Which style?', data: { buttons } } as const];
    expect(at.channels.understand('whatsapp', '2', events)).toBe('/choose{"style": "black"}');
  });

  it('a picture with its text below it', async () => {
    const at = await open();
    await tell(at, { text: 'Look', image: `${await serveFiles()}/arm.png` });
    expect(web.sent).toEqual([
      {
        chatId: annsChat,
        content: { mimetype: 'image/png', data: png.toString('base64'), filename: null },
        options: { caption: 'Look' },
      },
    ]);
  });

  it('a file under its name, and its text after it', async () => {
    const at = await open();
    await tell(at, { text: 'Here', attachment: { type: 'file', payload: { src: `${await serveFiles()}/arm.png` } } });
    expect(web.sent).toMatchObject([
      { content: { mimetype: 'image/png', filename: 'arm.png' }, options: { sendMediaAsDocument: true } },
      { content: 'Here' },
    ]);
  });

  it('a long answer in parts', async () => {
    const at = await open();
    await tell(at, { text: `${'A sentence of some length. '.repeat(200)}The end.` });
    expect(web.sent.length).toBe(2);
    expect(web.sent.every(({ content }) => String(content).length <= 4_096)).toBe(true);
    expect(web.sent.at(-1)?.content).toMatch(/The end\.$/);
  });

  it('that it is at work', async () => {
    const at = await open();
    at.channels.get('whatsapp')?.typing?.(ann, 'on');
    at.channels.get('whatsapp')?.typing?.(ann, 'off');
    await expect.poll(() => web.typing).toEqual([`${annsChat} on`, `${annsChat} off`]);
  });

  it('of custom JSON nothing, and says so in the log', async () => {
    const at = await open();
    await tell(at, { custom: { type: 'location' } });
    expect(web.sent).toEqual([]);
    expect(at.log).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('nothing that WhatsApp Web') }),
    );
  });
});

describe('when WhatsApp Web can not send', () => {
  it('messages wait until it is ready', async () => {
    const at = await openUnlinked();
    await tell(at, { text: 'We have news' });
    expect(web.sent).toEqual([]);
    web.client.emit('ready');
    await web.has(1);
    expect(web.sent).toMatchObject([{ chatId: annsChat, content: 'We have news' }]);
  });

  it('a message of several parts goes on where it stopped', async () => {
    const at = await open();
    const outgoing = {
      id: 'm1',
      conversationId: `whatsapp:${ann}`,
      recipient: ann,
      inboxId: undefined,
      message: { text: 'Here', attachment: `${await serveFiles()}/arm.png` },
    };
    const send = () => at.channels.get('whatsapp')?.send(outgoing);
    web.refuse(undefined, new Error('Protocol error: Target closed'));
    await expect(send()).rejects.toMatchObject({ code: 'WHATSAPP_WEB_SEND_FAILED' });
    expect(await send()).toBe('delivered');
    expect(web.sent.map(({ content }) => (typeof content === 'string' ? content : content.filename))).toEqual([
      'arm.png',
      'Here',
    ]);
  });

  it('a number without WhatsApp is given up at once', async () => {
    const at = await open();
    web.refuse(null);
    await expect(tell(at, { text: 'hi' })).rejects.toMatchObject({ code: 'WHATSAPP_WEB_NOBODY', permanent: true });
  });

  it('a file that is not there is tried again', async () => {
    const at = await open();
    const sending = tell(at, { image: `${await serveFiles()}/none.png` });
    await expect(sending).rejects.toMatchObject({ code: 'WHATSAPP_WEB_FILE_UNAVAILABLE' });
    await expect(sending).rejects.not.toHaveProperty('permanent');
  });
});

describe('files that people send', () => {
  it('come from the browser that received them', async () => {
    const at = await open();
    const { id } = hears({ type: 'image', body: '', hasMedia: true });
    web.files.set(id._serialized, { mimetype: 'image/png', data: png.toString('base64'), filename: 'arm.png' });
    const file = await at.channels.get('whatsapp')?.fetch?.(id._serialized, AbortSignal.timeout(1_000));
    expect(file).toMatchObject({ mime: 'image/png', name: 'arm.png', size: png.length });
    const chunks: Uint8Array[] = [];
    for await (const chunk of file?.stream ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(png);
  });

  it('are not there when WhatsApp has them no longer', async () => {
    const at = await open();
    const fetching = at.channels.get('whatsapp')?.fetch?.('unknown', AbortSignal.timeout(1_000));
    await expect(fetching).rejects.toMatchObject({ code: 'WHATSAPP_WEB_FILE_UNAVAILABLE' });
  });
});
