import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatError, ParleyError } from '../../core/errors.js';
import { createBreaker } from '../../core/remote/breaker.js';
import { createEndpointClient, type EndpointClient } from '../../core/remote/client.js';
import { type Endpoint, endpointFields } from '../../core/remote/endpoint.js';
import { temporaryFolder } from '../kit/database.js';
import { localhostCertificate } from '../kit/localhost-certificate.js';

const opened: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A server that answers every request as told; 0 is any free port. */
async function serve(answer: RequestListener, port = 0): Promise<{ url: string; port: number }> {
  const server = createServer(answer).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  opened.push(close);
  const taken = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${taken}/webhook`, port: taken };
}

function reach(settings: Record<string, unknown>, more: Partial<Parameters<typeof createEndpointClient>[0]> = {}) {
  const endpoint: Endpoint = z.object(endpointFields).parse(settings);
  const client = createEndpointClient({ endpoint, name: 'action_endpoint', what: 'action server', ...more });
  opened.push(client.close);
  return client;
}

const { signal } = new AbortController();
const post = (client: EndpointClient, body: unknown = { a: 1 }, kind = 'action_go') =>
  client.post(JSON.stringify(body), { signal, kind });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'It went well.',
    (error: unknown) => (error instanceof ParleyError ? error.code : String(error)),
  );
const ok: RequestListener = (_request, response) => void response.end('{}');

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const { port } = await serve(ok);
  await opened.pop()?.();
  return port;
}

describe('a call of a server', () => {
  it('is tried again where nothing listened, and arrives once', async () => {
    const port = await freePort();
    let arrived = 0;
    const refused = new Promise<void>((resolve) => {
      const heard = () => {
        diagnostics.unsubscribe('undici:client:connectError', heard);
        resolve();
      };
      diagnostics.subscribe('undici:client:connectError', heard);
    });
    const answer = post(reach({ url: `http://127.0.0.1:${port}/webhook`, retries: 5 }));
    await refused;
    await serve((_request, response) => {
      arrived += 1;
      response.end('{}');
    }, port);
    expect(await answer).toEqual({ status: 200, text: '{}' });
    expect(arrived).toBe(1);
  });

  it('is not tried again once it may have arrived', async () => {
    let arrived = 0;
    const { url } = await serve((request) => {
      arrived += 1;
      request.socket.destroy();
    });
    expect(await failure(post(reach({ url, retries: 5 })))).toBe('ENDPOINT_UNREACHABLE');
    expect(arrived).toBe(1);
  });

  it('is not tried again after an answer of any status', async () => {
    let arrived = 0;
    const { url } = await serve((_request, response) => {
      arrived += 1;
      response.writeHead(503).end();
    });
    expect((await post(reach({ url, retries: 5 }))).status).toBe(503);
    expect(arrived).toBe(1);
  });

  it('deflates its body as zlib does', async () => {
    const { url } = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end(inflateSync(Buffer.concat(chunks)));
    });
    expect((await post(reach({ url }, { compress: true }), { name: 'Zoë' })).text).toBe('{"name":"Zoë"}');
  });

  it('ends with the turn', async () => {
    const turn = new AbortController();
    const { url } = await serve(() => turn.abort(new Error('The bot stops.')));
    const call = reach({ url }).post('{}', { signal: turn.signal, kind: 'action_go' });
    expect(await failure(call)).toBe('Error: The bot stops.');
  });

  it('ends when its time is up, and says whose time it was', async () => {
    const { url } = await serve(() => undefined);
    const error = await post(reach({ url, timeout: 0.05 })).catch((reason: unknown) => reason);
    expect(formatError(error)).toMatch(
      /The action server at .*\/webhook did not answer within 0\.05 s\. .*ENDPOINT_TIMEOUT/,
    );
  });

  it('refuses an answer without end', async () => {
    const { url } = await serve((_request, response) => {
      const more = () =>
        void (response.write(Buffer.alloc(1_000_000, 32)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    expect(await failure(post(reach({ url })))).toBe('ENDPOINT_ANSWER_TOO_LARGE');
  });

  it('tells no secret when it fails', async () => {
    const url = `http://ann:hidden@127.0.0.1:${await freePort()}/webhook?key=hidden`;
    const error = await post(reach({ url, token: 'hidden', retries: 0 })).catch((reason: unknown) => reason);
    expect(formatError(error)).not.toContain('hidden');
  });

  it('trusts the certificate that `cafile` names, and no other', async () => {
    const server = createHttpsServer(localhostCertificate, ok).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = temporaryFolder('certificate');
    opened.push(() => {
      server.close();
      server.closeAllConnections();
      place.remove();
    });
    const cafile = join(place.folder, 'ca.pem');
    writeFileSync(cafile, localhostCertificate.cert);
    const url = `https://localhost:${(server.address() as AddressInfo).port}/webhook`;
    expect((await post(reach({ url, cafile }))).status).toBe(200);
    expect(await failure(post(reach({ url })))).toBe('ENDPOINT_UNREACHABLE');
  });
});

describe('a server that is too slow', () => {
  it('is left alone for the action that waited in vain, not for others', async () => {
    const { url } = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => chunk.includes('slow') || response.end('{}'));
    });
    const client = reach({ url, timeout: 1, breaker_failures: 1 });
    expect(await failure(post(client, 'slow', 'action_slow'))).toBe('ENDPOINT_TIMEOUT');
    expect(await failure(post(client, 'slow', 'action_slow'))).toBe('ENDPOINT_PAUSED');
    expect((await post(client, 'fast', 'action_fast')).status).toBe(200);
  });
});

describe('a breaker', () => {
  let now = 0;
  const make = (failures: number) => createBreaker({ failures, pauseMs: 10_000, now: () => now });

  it('opens after so many failures in a row', () => {
    const breaker = make(2);
    breaker.failed();
    expect(breaker.secondsLeft()).toBe(0);
    breaker.failed();
    expect(breaker.secondsLeft()).toBe(10);
  });

  it('lets one call try when its pause is over, and no second one', () => {
    const breaker = make(1);
    breaker.failed();
    now += 10_000;
    expect(breaker.secondsLeft()).toBe(0);
    expect(breaker.secondsLeft()).toBe(10);
  });

  it('closes when a call succeeds', () => {
    const breaker = make(1);
    breaker.failed();
    breaker.succeeded();
    expect(breaker.secondsLeft()).toBe(0);
  });

  it('never opens where the settings say 0', () => {
    const breaker = make(0);
    breaker.failed();
    expect(breaker.secondsLeft()).toBe(0);
  });
});
