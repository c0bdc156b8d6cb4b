import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callback } from '../../channels/rest/index.js';
import { type Answer, type Desk, openDesk } from './desk.js';

/** The server of somebody who wants to be called back. */
interface Listener {
  readonly url: string;
  /** Statuses of the next answers; 200 when there are none. */
  readonly statuses: number[];
  readonly calls: { readonly path: string; readonly authorization: string | undefined; readonly body: unknown }[];
  has(count: number): Promise<void>;
  close(): void;
}

async function listen(): Promise<Listener> {
  const calls: Listener['calls'] = [];
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await readText(request));
    calls.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
    response.writeHead(statuses.shift() ?? 200).end();
    server.emit('call');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`,
    statuses,
    calls,
    has: (count) =>
      new Promise((resolve) => {
        const look = () => calls.length >= count && resolve();
        server.on('call', look);
        look();
      }),
    close: () => void server.close().closeAllConnections(),
  };
}

let listener: Listener;
let desk: Desk | undefined;
beforeEach(async () => {
  listener = await listen();
});
afterEach(async () => {
  await desk?.close();
  listener.close();
});

const open = async (answer?: Answer, config: object = {}) => {
  const channels = [{ use: callback, config: { url: listener.url, ...config } }];
  desk = await openDesk({ channels, ...(answer ? { answer } : {}) });
  return desk;
};

const say = ({ url }: Desk, body: object) =>
  fetch(`${url}/webhooks/callback/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the callback channel', () => {
  it('answers "success", and posts what the bot says to the address', async () => {
    const response = await say(await open(), { sender: 'ann', message: 'hi' });
    expect(await response.text()).toBe('success');
    await listener.has(1);
    expect(listener.calls.map(({ body }) => body)).toEqual([{ recipient_id: 'ann', text: 'You said: hi' }]);
  });

  it('posts each thing that is said in a request of its own, in order', async () => {
    const buttons = [{ title: 'Yes', payload: '/yes' }];
    await say(await open(() => [{ text: 'One.\n\nTwo.' }, { text: 'Sure?', buttons }, { custom: { a: 1 } }]), {
      sender: 'ann',
      message: 'hi',
    });
    await listener.has(4);
    expect(listener.calls.map(({ body }) => body)).toEqual([
      { recipient_id: 'ann', text: 'One.' },
      { recipient_id: 'ann', text: 'Two.' },
      { recipient_id: 'ann', text: 'Sure?', buttons },
      { recipient_id: 'ann', custom: { a: 1 } },
    ]);
  });

  it('shows who it is, as the settings say', async () => {
    const settings = { token: 'secret', params: { bot: 'ozzy' }, basic_auth: { username: 'me', password: 'pass' } };
    await say(await open(undefined, settings), { sender: 'ann', message: 'hi' });
    await listener.has(1);
    expect(listener.calls[0]).toMatchObject({
      path: '/bot?bot=ozzy&token=secret',
      authorization: `Basic ${Buffer.from('me:pass').toString('base64')}`,
    });
  });

  it('goes on with the object that was not taken, and sends none twice', async () => {
    const at = await open();
    listener.statuses.push(200, 503);
    const message = { text: 'One.\n\nTwo.' };
    await expect(at.tell('callback', 'ann', message)).rejects.toMatchObject({ code: 'CALLBACK_FAILED' });
    const again = { id: 'o1', conversationId: 'ann', recipient: 'ann', inboxId: undefined, message };
    listener.calls.length = 0;
    listener.statuses.push(200, 503);
    await expect(at.channels.get('callback')?.send(again)).rejects.toMatchObject({ code: 'CALLBACK_FAILED' });
    await at.channels.get('callback')?.send(again);
    expect(listener.calls.map(({ body }) => Object(body).text)).toEqual(['One.', 'Two.', 'Two.']);
  });

  it('says which server was not there', async () => {
    const at = await open();
    listener.close();
    await expect(at.tell('callback', 'ann', { text: 'hi' })).rejects.toMatchObject({ code: 'CALLBACK_FAILED' });
  });

  it('needs an address', async () => {
    await expect(openDesk({ channels: [{ use: callback }] })).rejects.toThrow(/url/);
  });
});
