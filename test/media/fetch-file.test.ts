import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchFile, isHostOf } from '../../core/media/fetch-file.js';
import { never } from './bench.js';
import { png } from './files.js';

let servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

/** A platform that answers so; resolves to the address of a file on it. */
async function platform(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/rose.png`);
}

const only = (address: URL) => ({ allows: ({ origin }: URL) => origin === address.origin, signal: never });

describe('a file of a platform', () => {
  it('is fetched with what belongs to its address, through a redirect on the platform', async () => {
    const seen: (string | undefined)[] = [];
    const address = await platform((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/rose.png') response.writeHead(302, { location: '/moved.png' }).end();
      else response.writeHead(200, { 'content-type': 'image/png', 'content-length': png().length }).end(png());
    });
    const headersFor = () => ({ authorization: 'Bearer t' });
    const file = await fetchFile(address, { ...only(address), headersFor });
    expect(await buffer(Readable.from(file.stream))).toEqual(png());
    expect(file).toMatchObject({ mime: 'image/png', size: png().length });
    expect(seen).toEqual(['Bearer t', 'Bearer t']);
  });

  it('is not followed to another server, which hears nothing', async () => {
    let heard = 0;
    const inside = await platform((_request, response) => {
      heard += 1;
      response.end('secret');
    });
    const address = await platform((_request, response) => response.writeHead(302, { location: inside.href }).end());
    await expect(fetchFile(address, only(address))).rejects.toMatchObject({ code: 'MEDIA_HOST_REFUSED' });
    expect(heard).toBe(0);
  });

  it('is not followed for ever', async () => {
    const address = await platform((_request, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetchFile(address, only(address))).rejects.toMatchObject({ code: 'MEDIA_FETCH_FAILED' });
  });

  it.each([
    [404, { permanent: true }],
    [503, { code: 'MEDIA_FETCH_FAILED' }],
    [429, { retryAfterMs: 7_000 }],
  ])('that is answered with %i says whether and when to ask again', async (status, fault) => {
    const address = await platform((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end());
    await expect(fetchFile(address, only(address))).rejects.toMatchObject(fault);
  });
});

describe('a host', () => {
  it.each([
    ['files.slack.com', true],
    ['slack.com.evil.example', false],
    ['evilslack.com', false],
  ])('%s is one of *.slack.com: %s', (host, is) => {
    expect(isHostOf(host, ['*.slack.com'])).toBe(is);
  });
});
