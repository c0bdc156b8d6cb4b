import { z } from 'zod';
import { ParleyError } from '../errors.js';
import type { Erasure, Holdings } from '../identity/erasure.js';
import type { Whom } from '../identity/whom.js';

const holdings = z.object({
  conversationIds: z.array(z.string()),
  addresses: z.array(z.object({ channel: z.string(), id: z.string() })),
  held: z.array(z.object({ what: z.string(), count: z.number() })),
  stays: z.array(z.string()),
});

/** How long the bot may take, in ms: whoever is written to at the same time waits for its turn to end. */
const patienceMs = 120_000;

/**
 * The erasure of a bot in another process, over its HTTP API.
 *
 * @throws ParleyError BOT_UNREACHABLE, BOT_TOKEN_NEEDED, BOT_REFUSED
 */
export function remoteErasure(url: string, token: string | undefined): Erasure {
  if (token === undefined) throw new ParleyError('BOT_TOKEN_NEEDED', { url });
  const ask = async (method: 'GET' | 'DELETE', whom: Whom): Promise<Holdings> => {
    const address = new URL('/people', url);
    for (const [key, value] of Object.entries(whom)) address.searchParams.set(key, value);
    address.searchParams.set('token', token);
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(address, { method, signal }).catch((cause) => {
      throw new ParleyError('BOT_UNREACHABLE', { url }, { cause });
    });
    if (response.status === 401) throw new ParleyError('BOT_TOKEN_NEEDED', { url });
    if (!response.ok) throw new ParleyError('BOT_REFUSED', { url, status: response.status });
    return holdings.parse(await response.json());
  };
  return { find: (whom) => ask('GET', whom), erase: (whom) => ask('DELETE', whom) };
}
