import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { RequestHandler } from 'express';
import { watchConnections } from '../../server/connections.js';
import type { Tls } from '../../server/server.js';

/** Where a server listens, and with which certificate. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly tls: Tls | undefined;
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Takes nothing new, waits a while for what is being answered, and closes. */
  close(): Promise<void>;
}

/** How long answers under way are waited for, in ms. */
const GRACE_MS = 10_000;

/** Connections that are idle are kept this long, in ms, as rasa-sdk does (`DEFAULT_KEEP_ALIVE_TIMEOUT`). */
const KEEP_ALIVE_MS = 120_000;

/**
 * Listens over HTTP, or HTTPS where there is a certificate. The app has to show every request to `count` first.
 *
 * @throws ParleyError PORT_IN_USE, PORT_REFUSED
 */
export async function listen(
  makeApp: (count: RequestHandler) => RequestListener,
  { port, host, tls }: ListenOptions,
): Promise<Listening> {
  const server = tls ? createHttpsServer(tls) : createHttpServer();
  const connections = watchConnections(server, GRACE_MS);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('request', makeApp(connections.count));
  const taken = await connections.listen(port, host);
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { url: `${tls ? 'https' : 'http'}://${name}:${taken}`, close: connections.close };
}
