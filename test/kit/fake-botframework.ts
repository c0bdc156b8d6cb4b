import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { createTally } from './tally.js';

/** An activity as it travels. */
type WireActivity = Readonly<Record<string, unknown>>;

/** What the bot posted to a conversation. */
interface Posted {
  readonly path: string;
  readonly activity: WireActivity;
}

/** How a token differs from a good one. */
export interface TokenOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

/** An answer in place of the usual one. */
interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The Bot Framework: its keys, its token endpoint, and the connector that takes what the bot says. */
export interface FakeBotFramework {
  readonly url: string;
  readonly serviceUrl: string;
  /** Settings that lead the channel here. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly posted: readonly Posted[];
  /** What of that is no typing. */
  readonly shown: readonly WireActivity[];
  /** Resolves when so many messages are shown. */
  shows(count: number): Promise<void>;
  /** How often a token was asked for. */
  readonly tokens: () => number;
  /** The next message (what is no typing) that the bot posts, each once. */
  next(): Promise<WireActivity>;
  /** Answers the next posts so, one each; typing is not counted. */
  refuse(...refusals: readonly Refusal[]): void;
  /** Has a file for whoever has the bot's token, or sends them on to another address; returns its own. */
  hold(bytes: Buffer, elsewhere?: string): string;
  /** The header of a request that comes from the platform. */
  authorization(options?: TokenOptions): string;
  close(): Promise<void>;
}

const appId = '11111111-2222-3333-4444-555555555555';
const appPassword = 'the password of the app';
const ownToken = 'the-token-of-the-bot';
const scope = 'https://api.botframework.com/.default';
const issuer = 'https://api.botframework.com';

/** A new pair of keys, as an attacker could make one. */
export const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;

/** Making one takes a while, so all platforms of a test file share it. */
const platformKey = newKey();

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts it on a free port; keys are endorsed for Teams and Web Chat. */
export async function fakeBotFramework(): Promise<FakeBotFramework> {
  const key = platformKey;
  const publicJwk = createPublicKey(key).export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(publicJwk.n)).digest('base64url').slice(0, 27);
  const posted: Posted[] = [];
  const shown = createTally<WireActivity>();
  const arrived: WireActivity[] = [];
  const waiting: ((activity: WireActivity) => void)[] = [];
  const refusals: Refusal[] = [];
  const held = new Map<string, { readonly bytes: Buffer; readonly elsewhere: string | undefined }>();
  let tokens = 0;

  const json = (response: ServerResponse, body: object, status = 200, headers = {}) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
      .end(JSON.stringify(body));

  function grant(response: ServerResponse, form: URLSearchParams): void {
    tokens += 1;
    const expected = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope };
    const isRight = Object.entries(expected).every(([name, value]) => form.get(name) === value);
    if (isRight) json(response, { token_type: 'Bearer', expires_in: 3_599, access_token: ownToken });
    else json(response, { error: 'invalid_client', error_description: 'AADSTS7000215' }, 401);
  }

  function take(response: ServerResponse, path: string, body: string): void {
    const activity: WireActivity = JSON.parse(body);
    const refusal = activity.type === 'typing' ? undefined : refusals.shift();
    if (refusal) {
      json(response, refusal.body ?? {}, refusal.status, refusal.headers);
      return;
    }
    posted.push({ path, activity });
    if (activity.type !== 'typing') {
      shown.add(activity);
      const waiter = waiting.shift();
      if (waiter) waiter(activity);
      else arrived.push(activity);
    }
    json(response, { id: `reply-${posted.length}` }, 201);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body = await readText(request);
    if (path === '/openid') {
      json(response, { issuer, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
    } else if (path === '/keys') {
      const endorsements = ['msteams', 'webchat', 'slack'];
      json(response, { keys: [{ ...publicJwk, use: 'sig', kid, x5t: kid, endorsements }] });
    } else if (path === '/token') {
      grant(response, new URLSearchParams(body));
    } else if (path.startsWith('/connector/v3/attachments/')) {
      const file = held.get(path);
      const known = request.headers.authorization === `Bearer ${ownToken}`;
      if (!known || !file) json(response, {}, 401);
      else if (file.elsewhere) response.writeHead(302, { location: file.elsewhere }).end();
      else response.writeHead(200, { connection: 'close' }).end(file.bytes);
    } else if (!/^\/connector\/v3\/conversations\/[^/]+\/activities$/.test(path)) {
      json(response, {}, 404);
    } else if (request.headers.authorization !== `Bearer ${ownToken}`) {
      json(response, {}, 401);
    } else {
      take(response, path, body);
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/connector/`;

  return {
    url,
    serviceUrl,
    credentials: {
      app_id: appId,
      app_password: appPassword,
      open_id_metadata: `${url}/openid`,
      token_endpoint: `${url}/token`,
    },
    posted,
    shown: shown.list,
    shows: shown.has,
    tokens: () => tokens,
    async next() {
      return arrived.shift() ?? new Promise((resolve) => void waiting.push(resolve));
    },
    hold(bytes, elsewhere) {
      const path = `/connector/v3/attachments/${held.size + 1}/views/original`;
      held.set(path, { bytes, elsewhere });
      return url + path;
    },
    refuse: (...more) => void refusals.push(...more),
    authorization({ claims, header, key: signer = key } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const head = base64url({ alg: 'RS256', typ: 'JWT', kid, x5t: kid, ...header });
      const good = { iss: issuer, aud: appId, nbf: now - 10, exp: now + 3_600, serviceurl: serviceUrl };
      const signed = `${head}.${base64url({ ...good, ...claims })}`;
      return `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), signer).toString('base64url')}`;
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
