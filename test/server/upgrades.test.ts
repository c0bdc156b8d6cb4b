import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { directline } from '../../channels/directline/index.js';
import { web } from '../../channels/web/index.js';
import { refuseUntaken } from '../../core/server/upgrades.js';
import { type Desk, openDesk } from '../channels/desk.js';

let desk: Desk | undefined;
afterEach(() => desk?.close());

const channels = [{ use: web }, { use: directline, config: { secret: 'the-secret-of-the-studio' } }];

/** Asks for a WebSocket at an address, and does no more. */
function ask(port: number | string, path: string): Socket {
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: bot\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  return socket;
}

describe('a connection that asks to be upgraded', () => {
  it.each(['/socket.io/?EIO=4', '/elsewhere', '//'])('at %s may break off, and the bot goes on', async (path) => {
    desk = await openDesk({ channels });
    const asked = once(desk.server.http, 'upgrade');
    const client = ask(new URL(desk.url).port, path);
    const [, socket] = await asked;
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.resetAndDestroy();
    await closed;
    expect((await fetch(`${desk.url}/health/live`)).status).toBe(200);
  });

  it('is refused where no channel takes it', async () => {
    const http = createHttpServer();
    const stop = refuseUntaken(http, 1);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const client = ask((http.address() as AddressInfo).port, '/elsewhere');
    expect(await text(client)).toMatch(/^HTTP\/1\.1 404 Not Found/);
    stop();
    http.close();
  });
});
