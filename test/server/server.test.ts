import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { ParleyError } from '../../core/errors.js';
import { createServer, type Server, type ServerOptions } from '../../core/server/server.js';
import { gate } from '../kernel/gate.js';
import { listeningLog } from '../kit/log.js';

let servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

const log = listeningLog();

/** A server on a free port. */
async function serve(options: Partial<ServerOptions> = {}) {
  const status = () => ({ modelFile: 'models/a.tar.gz', modelId: 'm1', activeTrainingJobs: 0 });
  const server = createServer({ port: 0, host: '127.0.0.1', version: '1.2.3', log, status, ...options });
  servers.push(server);
  const { url, port } = await server.listen();
  return { server, url, port };
}

const json = async (response: Response): Promise<unknown> => response.json();

describe('the server', () => {
  it('greets at its root and tells its version and status', async () => {
    const { url } = await serve();
    expect(await (await fetch(url)).text()).toBe('Hello from Parley: 1.2.3');
    expect(await json(await fetch(`${url}/version`))).toMatchObject({ version: '1.2.3' });
    expect(await json(await fetch(`${url}/status`))).toEqual({
      model_file: 'models/a.tar.gz',
      model_id: 'm1',
      num_active_training_jobs: 0,
    });
  });

  it('serves the site of a pack instead of the greeting', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'site-'));
    await writeFile(join(folder, 'index.html'), '<h1>Studio</h1>');
    const { server, url } = await serve();
    server.mountSite(folder);
    expect(await (await fetch(url)).text()).toBe('<h1>Studio</h1>');
    expect((await fetch(`${url}/version`)).status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it('is live as soon as it listens, and ready when its checks pass', async () => {
    const down = { name: 'database', check: () => Promise.reject(new Error('refused')) };
    const { url } = await serve({ checks: [{ name: 'model', check: () => undefined }, down] });
    expect(await json(await fetch(`${url}/health/live`))).toEqual({ status: 'ok' });
    const ready = await fetch(`${url}/health`);
    expect(ready.status).toBe(503);
    expect(await json(ready)).toEqual({ status: 'failing', checks: { model: 'ok', database: 'failing' } });
  });

  it('says what is wrong and how to mend it, in the shape of Rasa', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/nowhere`, { method: 'POST' });
    expect(await json(response)).toEqual({
      version: '1.2.3',
      status: 'failure',
      reason: 'NotFound',
      message: 'There is nothing at POST /nowhere.',
      details: { code: 'ROUTE_UNKNOWN' },
      help: expect.stringContaining('/webhooks/'),
      code: 404,
    });
  });

  it.each([new Error('secret inner detail'), new ParleyError('PORT_REFUSED', { reason: 'secret inner detail' })])(
    'shows of a fault inside the bot only an id, which is in the log (%s)',
    async (fault) => {
      const { server, url } = await serve();
      const router = Router();
      router.get('/', () => Promise.reject(fault));
      server.mount('/broken', router);
      const response = await fetch(`${url}/broken`);
      const body = await response.text();
      expect(response.status).toBe(500);
      expect(body).not.toContain('secret inner detail');
      const { details } = JSON.parse(body);
      expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', id: details.id, err: fault }));
    },
  );

  it('answers an address that can not be decoded', async () => {
    const { server, url } = await serve();
    const router = Router();
    router.get('/:id', (_, response) => void response.end());
    server.mount('/things', router);
    expect((await fetch(`${url}/things/%ff`)).status).toBe(400);
  });

  it('gives away nothing of its make and keeps browsers from guessing', async () => {
    const { headers } = await fetch((await serve()).url);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes off what was mounted, and mounts nothing twice', async () => {
    const { server, url } = await serve();
    const router = Router();
    router.get('/', (_, response) => void response.send('here'));
    const unmount = server.mount('/thing', router);
    expect(() => server.mount('/thing', router)).toThrow(expect.objectContaining({ code: 'CHANNEL_PATH_TAKEN' }));
    expect((await fetch(`${url}/thing`)).status).toBe(200);
    unmount();
    expect((await fetch(`${url}/thing`)).status).toBe(404);
  });

  it('keeps the raw body for signatures', async () => {
    const { server, url } = await serve();
    const router = Router();
    router.post('/', (request, response) => {
      response.send(`${'rawBody' in request} ${'rawBody' in request && request.rawBody} ${request.body.text}`);
    });
    server.mount('/hook', router);
    const body = 'text=a%20b&x=1';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${url}/hook`, { method: 'POST', body, headers });
    expect(await response.text()).toBe('true text=a%20b&x=1 a b');
  });
});

describe('large bodies', () => {
  async function post(url: string, bytes: number): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify('x'.repeat(bytes)) });
  }

  it('are taken where what is mounted says so, and nowhere else', async () => {
    const { server, url } = await serve();
    const router = Router();
    router.post('/hook', (_, response) => void response.send('here'));
    server.mount('/small', router);
    server.mount('/large', router, 300_000);
    server.mount('/large/', Router());
    expect((await post(`${url}/large/hook`, 200_000)).status).toBe(200);
    expect(await (await post(`${url}/large/hook`, 400_000)).json()).toMatchObject({
      message: 'The request body is larger than 300000 bytes.',
    });
    expect((await post(`${url}/small/hook`, 200_000)).status).toBe(413);
    expect((await post(`${url}/larger`, 200_000)).status).toBe(413);
  });
});

describe('pages for those who know the token', () => {
  it.each([
    ['the token is given', 'secret-token', '?token=secret-token', 200],
    ['a wrong one is given', 'secret-token', '?token=another', 401],
    ['none is given', 'secret-token', '', 401],
    ['the server has none', undefined, '', 401],
  ])('when %s', async (_case, authToken, query, status) => {
    const { server, url } = await serve({ authToken });
    const router = Router();
    router.get('/', server.requireToken, (_, response) => void response.send('here'));
    server.mount('/page', router);
    expect((await fetch(`${url}/page${query}`)).status).toBe(status);
  });
});

describe('origins', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/webhooks/rest/webhook`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  it('may all talk to the bot with *', async () => {
    const response = await preflight((await serve({ allowedOrigins: '*' })).url, 'https://shop.example');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it('may talk to the bot when they are listed, and no others', async () => {
    const { url } = await serve({ allowedOrigins: ['https://shop.example'] });
    const allowed = await preflight(url, 'https://shop.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const refused = await preflight(url, 'https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('opening and closing', () => {
  it('names the port that is in use and what to do', async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: `Port ${port} on 127.0.0.1 is in use by another program.`,
      remedy: expect.stringContaining('--port'),
    });
  });

  it('finishes what it is answering, and takes nothing new', async () => {
    const { server, url } = await serve();
    const [begun, answer] = [gate(), gate()];
    const router = Router();
    router.get('/', async (_, response) => {
      begun.open();
      await answer.opened;
      response.send('done');
    });
    server.mount('/slow', router);
    const pending = fetch(`${url}/slow`).then((response) => response.text());
    await begun.opened;
    const drained = server.drain();
    await expect(fetch(url)).rejects.toThrow();
    answer.open();
    expect(await pending).toBe('done');
    await drained;
  });

  it('does not wait for ever for a request that hangs', async () => {
    const { server, url } = await serve({ limits: { graceMs: 20 } });
    const begun = gate();
    const router = Router();
    router.get('/', () => begun.open());
    server.mount('/hangs', router);
    const pending = fetch(`${url}/hangs`);
    const refused = expect(pending).rejects.toThrow();
    await begun.opened;
    await server.close();
    await refused;
  });

  it('hangs up on who sends its headers too slowly', async () => {
    const { port } = await serve({ limits: { headersMs: 50, requestMs: 100 } });
    const socket = connect(port, '127.0.0.1');
    const answer: string[] = [];
    socket.on('data', (chunk) => answer.push(String(chunk)));
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    await once(socket, 'close');
    expect(answer.join('')).toContain('408 Request Timeout');
  });
});
