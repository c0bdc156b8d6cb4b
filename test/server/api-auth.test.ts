import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Router } from 'express';
import { SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationApi, ModelApi } from '../../core/server/api/backend.js';
import type { JwtLock } from '../../core/server/auth.js';
import { jwtLock } from '../../core/server/auth-keys.js';
import { createServer, type Server } from '../../core/server/server.js';
import { listeningLog } from '../kit/log.js';

let servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

const nothing = async () => ({});
const conversations: ConversationApi = {
  exists: async () => true,
  tracker: async (id, include, until) => ({ sender_id: id, include, until }),
  addEvents: async (id, events) => ({ sender_id: id, events }),
  replaceEvents: nothing,
  story: async () => '',
  execute: async () => ({ tracker: {} }),
  trigger: async () => ({ tracker: {} }),
  predict: async () => ({ scores: [], policy: null, confidence: 0, tracker: {} }),
  addMessage: nothing,
};
const models: ModelApi = {
  parse: async (text) => ({ text, intent: { name: 'greet', confidence: 1 }, entities: [], intent_ranking: [] }),
  predict: () => ({ scores: [], policy: null, confidence: 0, tracker: {} }),
  train: async () => ({ name: 'a.tar', bytes: new Uint8Array([1, 2, 3]) }),
  testStories: nothing,
  testIntents: nothing,
  load: async () => undefined,
  unload: () => undefined,
  domain: () => ({ intents: [] }),
};

interface Locks {
  readonly authToken?: string;
  readonly jwt?: JwtLock;
}

async function serve(locks: Locks = {}): Promise<string> {
  return (await (await start(locks)).listen()).url;
}

async function start(locks: Locks): Promise<Server> {
  const status = () => ({ modelFile: 'a.tar', modelId: 'm1', activeTrainingJobs: 0 });
  const log = listeningLog();
  const api = { conversations, models };
  const server = createServer({ port: 0, host: '127.0.0.1', version: '1.2.3', log, status, api, ...locks });
  servers.push(server);
  return server;
}

const shared = 'a secret that both know';
const bearer = async (user: object, key: Uint8Array | KeyObject, method = 'HS256', expires = '1h') => {
  const jwt = new SignJWT({ user }).setProtectedHeader({ alg: method }).setExpirationTime(expires);
  return { authorization: `Bearer ${await jwt.sign(key)}` };
};
const statusOf = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).status;
const secret = new TextEncoder().encode(shared);

describe('the token of the server', () => {
  it('is asked for, and nobody passes with another', async () => {
    const url = `${await serve({ authToken: 'open sesame' })}/conversations/ann/tracker`;
    expect(await statusOf(url)).toBe(401);
    expect(await statusOf(`${url}?token=open`)).toBe(401);
    expect(await statusOf(`${url}?token=open&token=sesame`)).toBe(401);
    expect(await statusOf(`${url}?token=open%20sesame`)).toBe(200);
  });

  it('guards the status and not the version', async () => {
    const url = await serve({ authToken: 'open sesame' });
    expect(await statusOf(`${url}/status`)).toBe(401);
    expect(await statusOf(`${url}/version`)).toBe(200);
  });

  it('opens the door beside a JWT', async () => {
    const url = await serve({ authToken: 'open sesame', jwt: jwtLock(shared) });
    expect(await statusOf(`${url}/domain?token=open%20sesame`, { accept: 'application/json' })).toBe(200);
  });

  it('is asked for before a large body is read', async () => {
    const url = await serve({ authToken: 'open sesame' });
    const response = await fetch(`${url}/model/train`, { method: 'POST', body: 'a: 1' });
    expect(response.status).toBe(401);
  });
});

describe('a JWT', () => {
  const tracker = '/conversations/ann/tracker';

  it('of an admin opens every conversation', async () => {
    const url = await serve({ jwt: jwtLock(shared) });
    const headers = await bearer({ username: 'boss', role: 'admin' }, secret);
    expect(await statusOf(`${url}${tracker}`, headers)).toBe(200);
    expect(await statusOf(`${url}/status`, headers)).toBe(200);
  });

  it('of a user opens that user’s conversation alone', async () => {
    const url = await serve({ jwt: jwtLock(shared) });
    const headers = await bearer({ username: 'ann', role: 'user' }, secret);
    expect(await statusOf(`${url}${tracker}`, headers)).toBe(200);
    expect(await statusOf(`${url}/conversations/bob/tracker`, headers)).toBe(403);
    expect(await statusOf(`${url}/conversations/ann/x/tracker`, headers)).toBe(403);
    expect(await statusOf(`${url}/status`, headers)).toBe(403);
  });

  it('of a user opens no other page, even one named alike', async () => {
    const server = await start({ jwt: jwtLock(shared) });
    const router = Router();
    router.get('/:id', server.requireToken, (_request, response) => void response.send('seen'));
    server.mount('/calls', router);
    const { url } = await server.listen();
    expect(await statusOf(`${url}/calls/ann`, await bearer({ username: 'ann', role: 'user' }, secret))).toBe(403);
    expect(await statusOf(`${url}/calls/ann`, await bearer({ role: 'admin' }, secret))).toBe(200);
  });

  it('of no known role opens nothing', async () => {
    const url = await serve({ jwt: jwtLock(shared) });
    expect(await statusOf(`${url}${tracker}`, await bearer({ username: 'ann', role: 'boss' }, secret))).toBe(403);
    expect(await statusOf(`${url}${tracker}`, await bearer({}, secret))).toBe(403);
  });

  it('is refused when it is missing, of another key, or out of date', async () => {
    const url = `${await serve({ jwt: jwtLock(shared) })}${tracker}`;
    const admin = { username: 'boss', role: 'admin' };
    expect(await statusOf(url)).toBe(401);
    expect(await statusOf(url, await bearer(admin, new TextEncoder().encode('another secret')))).toBe(401);
    expect(await statusOf(url, await bearer(admin, secret, 'HS256', '-1h'))).toBe(401);
    expect(await statusOf(url, { authorization: 'Bearer nonsense' })).toBe(401);
  });

  it('has to name the algorithm of the server', async () => {
    const url = `${await serve({ jwt: jwtLock(shared, 'HS512') })}${tracker}`;
    const admin = { username: 'boss', role: 'admin' };
    expect(await statusOf(url, await bearer(admin, secret, 'HS256'))).toBe(401);
    expect(await statusOf(url, await bearer(admin, secret, 'HS512'))).toBe(200);
  });

  it('without a signature is refused', async () => {
    const url = `${await serve({ jwt: jwtLock(shared) })}${tracker}`;
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ user: { role: 'admin' } })}.`;
    expect(await statusOf(url, { authorization: `Bearer ${token}` })).toBe(401);
  });

  it.each([
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ] as const)('is checked with a public key (%s), and the key is no shared secret', async (method, generate) => {
    const { publicKey, privateKey } = generate();
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const url = `${await serve({ jwt: jwtLock(pem, method) })}${tracker}`;
    const admin = { username: 'boss', role: 'admin' };
    expect(await statusOf(url, await bearer(admin, privateKey, method))).toBe(200);
    expect(await statusOf(url, await bearer(admin, new TextEncoder().encode(pem), 'HS256'))).toBe(401);
  });

  it('cannot be checked with what is no public key, and the bot says so at its start', () => {
    expect(() => jwtLock(shared, 'RS256')).toThrow(expect.objectContaining({ code: 'JWT_KEY_INVALID' }));
  });
});

describe('a server without token and secret', () => {
  it('lets everybody call the API', async () => {
    expect(await statusOf(`${await serve()}/conversations/ann/tracker`)).toBe(200);
  });

  it('takes conversation ids with slashes, written out or encoded', async () => {
    const url = await serve();
    for (const id of ['ann/1', 'ann%2F1']) {
      const response = await fetch(`${url}/conversations/${id}/tracker?include_events=all&until=12.5`);
      expect(await response.json()).toEqual({ sender_id: 'ann/1', include: 'ALL', until: 12.5 });
    }
  });
});
