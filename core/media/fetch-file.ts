import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { permanent, retryAfter } from '../channel.js';
import { ParleyError } from '../errors.js';
import { askedPause } from '../remote/retry-after.js';
import { reasonOf } from './faults.js';
import type { FileToKeep } from './file.js';

/** How a file of a platform is fetched. */
export interface FetchOptions {
  /** Whether an address is one of the platform; asked again for every address that it leads on to. */
  allows(address: URL): boolean;
  /** What is sent along to an address, such as a token to the platform itself. */
  headersFor?(address: URL): Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Default: Node's own; another one goes through a proxy. */
  readonly fetch?: (address: URL, init: RequestInit) => Promise<Response>;
}

const mostRedirects = 3;
/** Gone, forbidden or malformed: it will not come later. */
const hopeless: ReadonlySet<number> = new Set([400, 403, 404, 405, 406, 410, 415]);

/**
 * Fetches a file from its platform and from nowhere else: each address is checked before anything is asked of it, so that
 * nobody can have the bot look around in its own network.
 *
 * @throws ParleyError MEDIA_HOST_REFUSED, MEDIA_FETCH_FAILED; marked as permanent where trying again is of no use
 */
export async function fetchFile(address: URL, options: FetchOptions, redirects = mostRedirects): Promise<FileToKeep> {
  const { host } = address;
  if (!/^https?:$/.test(address.protocol) || !options.allows(address)) {
    throw permanent(new ParleyError('MEDIA_HOST_REFUSED', { host: host || address.protocol }));
  }
  const ask = options.fetch ?? ((url: URL, init: RequestInit) => fetch(url, init));
  const headers = { ...options.headersFor?.(address) };
  const response = await ask(address, { headers, redirect: 'manual', signal: options.signal }).catch((cause) => {
    if (options.signal.aborted) throw cause;
    throw new ParleyError('MEDIA_FETCH_FAILED', { host, reason: reasonOf(cause) }, { cause });
  });
  const next = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && next !== null && redirects > 0) {
    await response.body?.cancel();
    return await fetchFile(new URL(next, address), options, redirects - 1);
  }
  if (!response.ok || response.body === null) throw await failureOf(response, host);
  const size = response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null;
  return {
    stream: Readable.fromWeb(response.body as ReadableStream),
    mime: response.headers.get('content-type') ?? undefined,
    ...(size === null ? {} : { size: Number(size) }),
  };
}

async function failureOf(response: Response, host: string): Promise<ParleyError> {
  await response.body?.cancel();
  const failure = new ParleyError('MEDIA_FETCH_FAILED', { host, reason: `status ${response.status}` });
  if (hopeless.has(response.status)) return permanent(failure);
  const ms = askedPause(response.headers);
  return ms === undefined ? failure : retryAfter(failure, ms);
}

/** Whether a host is one of some: `files.slack.com`, or `*.slack.com` for it and all below `slack.com`. */
export function isHostOf(host: string, names: readonly string[]): boolean {
  return names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name));
}
