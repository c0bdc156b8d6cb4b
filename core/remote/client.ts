import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Agent } from 'undici';
import { ParleyError } from '../errors.js';
import { type Breaker, createBreaker } from './breaker.js';
import { type Endpoint, shownUrl } from './endpoint.js';
import { reasonOf, wasNeverSent } from './faults.js';

/** What a server answered. */
export interface EndpointAnswer {
  readonly status: number;
  readonly text: string;
}

/** Calls one server. Connections are kept and used again. */
export interface EndpointClient {
  /**
   * Posts JSON. A call that may have reached the server is never repeated; one that found no connection is.
   *
   * @throws ParleyError ENDPOINT_UNREACHABLE, ENDPOINT_TIMEOUT, ENDPOINT_PAUSED, ENDPOINT_ANSWER_TOO_LARGE
   */
  post(json: string, call: EndpointCall): Promise<EndpointAnswer>;
  close(): Promise<void>;
}

/** One call. */
interface EndpointCall {
  readonly signal: AbortSignal;
  /** Calls of one kind share the count of those that came too late. */
  readonly kind: string;
}

/** How a server is called. */
export interface EndpointClientOptions {
  readonly endpoint: Endpoint;
  /** Its key in `endpoints.yml`, and what it is, for messages. */
  readonly name: string;
  readonly what: string;
  /** Bodies go out with `Content-Encoding: deflate`. */
  readonly compress?: boolean;
  /** In ms; default: the machine's clock. */
  now?(): number;
}

/** Bytes that an answer may have. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
/** The wait before the first further attempt, in ms; it doubles with each. */
const RETRY_MS = 100;
/** Time for a connection to come about, in ms. */
const CONNECT_MS = 10_000;
/** What a proxy says when the server behind it does not run. */
const behindProxy = new Set([502, 503, 504]);

const compressed = promisify(deflate);

/** Makes a client; nothing is connected before the first call. */
export function createEndpointClient(options: EndpointClientOptions): EndpointClient {
  const { endpoint, name, what, now = Date.now } = options;
  const url = shownUrl(endpoint);
  const target = targetOf(endpoint);
  const headers = headersOf(endpoint, options.compress ?? false);
  const newBreaker = () =>
    createBreaker({ failures: endpoint.breaker_failures, pauseMs: endpoint.breaker_seconds * 1000, now });
  const reached = newBreaker();
  const inTime = new Map<string, Breaker>();
  let agent: Promise<Agent> | undefined;

  function refuseWhilePaused(breaker: Breaker): void {
    const seconds = breaker.secondsLeft();
    if (seconds === 0) return;
    throw new ParleyError('ENDPOINT_PAUSED', { what, url, seconds, failures: endpoint.breaker_failures });
  }

  async function send(body: string | Buffer, signal: AbortSignal): Promise<EndpointAnswer> {
    agent ??= openAgent(endpoint);
    const [dispatcher, { request }] = await Promise.all([agent, import('undici')]);
    const answer = await request(target, { method: 'POST', dispatcher, headers, body, signal });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  async function attempt(body: string | Buffer, signal: AbortSignal): Promise<EndpointAnswer> {
    for (let tried = 0; ; tried += 1) {
      try {
        return await send(body, signal);
      } catch (error) {
        if (signal.aborted || tried >= endpoint.retries || !wasNeverSent(error)) throw error;
        await wait(RETRY_MS * 2 ** tried, undefined, { signal });
      }
    }
  }

  return {
    async post(json, { signal, kind }) {
      signal.throwIfAborted();
      const breaker = inTime.get(kind) ?? newBreaker();
      inTime.set(kind, breaker);
      refuseWhilePaused(reached);
      refuseWhilePaused(breaker);
      const limit = new AbortController();
      const stop = () => limit.abort(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      const timer = setTimeout(() => limit.abort(), endpoint.timeout * 1000);
      try {
        const answer = await attempt(options.compress ? await compressed(json) : json, limit.signal);
        if (behindProxy.has(answer.status)) reached.failed();
        else reached.succeeded();
        breaker.succeeded();
        return answer;
      } catch (cause) {
        signal.throwIfAborted();
        if (limit.signal.aborted) {
          breaker.failed();
          throw new ParleyError(
            'ENDPOINT_TIMEOUT',
            { what, url, seconds: endpoint.timeout, endpoint: name },
            { cause },
          );
        }
        if (Object(cause).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
          throw new ParleyError('ENDPOINT_ANSWER_TOO_LARGE', { what, url, limit: MAX_ANSWER_BYTES }, { cause });
        }
        reached.failed();
        throw new ParleyError(
          'ENDPOINT_UNREACHABLE',
          { what, url, reason: reasonOf(cause), endpoint: name },
          { cause },
        );
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    },
    async close() {
      await (await agent)?.destroy();
    },
  };
}

async function openAgent({ cafile, max_connections: connections }: Endpoint): Promise<Agent> {
  const { Agent } = await import('undici');
  return new Agent({
    connections,
    connect: { timeout: CONNECT_MS, ...(cafile === undefined ? {} : { ca: await readFile(cafile) }) },
    // The time of a call is limited as a whole.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
}

function targetOf({ url, params, token, token_name: tokenName }: Endpoint): URL {
  const target = new URL(url);
  for (const [key, value] of Object.entries(params)) target.searchParams.set(key, value);
  if (token !== undefined) target.searchParams.set(tokenName, token);
  target.username = '';
  target.password = '';
  return target;
}

function headersOf(endpoint: Endpoint, compress: boolean): Record<string, string> {
  const credentials = credentialsOf(endpoint);
  return {
    'content-type': 'application/json',
    ...(compress ? { 'content-encoding': 'deflate' } : {}),
    ...(credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    ...Object.fromEntries(Object.entries(endpoint.headers).map(([key, value]) => [key.toLowerCase(), value])),
  };
}

/** From `basic_auth`, or from the address itself. */
function credentialsOf({ basic_auth: basic, url }: Endpoint): string | undefined {
  if (basic) return `${basic.username}:${basic.password}`;
  const { username, password } = new URL(url);
  return username === '' ? undefined : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
}
