import type { IncomingMessage } from 'node:http';

/**
 * Whether a page may open a connection: the bot's own, or one of an allowed origin. Browsers do not hold WebSockets to
 * CORS, so the server has to look (RFC 6455, section 10.2). Clients that are no browser send no origin and may connect.
 */
export function mayConnect(request: IncomingMessage, allowed: '*' | readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || allowed === '*' || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
