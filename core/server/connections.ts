import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { RequestHandler } from 'express';
import { ParleyError } from '../errors.js';

/** Opens and closes the door of a server. */
export interface Connections {
  /** Counts the requests that are being answered. */
  readonly count: RequestHandler;
  /** Starts to listen; resolves to the port taken. @throws ParleyError PORT_IN_USE, PORT_REFUSED */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new connections and waits until open requests are answered, `graceMs` at most. */
  drain(): Promise<void>;
  /** Drains, then closes every connection that is left, upgraded ones too. */
  close(): Promise<void>;
}

/** Watches the connections of a server. */
export function watchConnections(http: HttpServer, graceMs: number): Connections {
  const sockets = new Set<Socket>();
  let open = 0;
  let onIdle: (() => void) | undefined;
  let closed: Promise<void> | undefined;
  let draining: Promise<void> | undefined;

  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Node.js leaves the errors of a connection to whoever upgraded it; one that breaks off before anybody has looked after
  // it would end the process.
  for (const event of ['connection', 'secureConnection']) {
    http.on(event, (socket: Socket) => void socket.on('error', () => socket.destroy()));
  }

  function stopListening(): Promise<void> {
    closed ??= new Promise((resolve) => http.close(() => resolve()));
    return closed;
  }

  async function drain(): Promise<void> {
    void stopListening();
    http.closeIdleConnections();
    if (open === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      onIdle = resolve;
      timer = setTimeout(resolve, graceMs);
    });
    clearTimeout(timer);
  }

  return {
    count(_request, response, next) {
      open++;
      response.once('close', () => {
        open--;
        if (open === 0) onIdle?.();
      });
      next();
    },
    listen: (port, host) => listen(http, port, host),
    drain() {
      draining ??= drain();
      return draining;
    },
    async close() {
      draining ??= drain();
      await draining;
      for (const socket of sockets) socket.destroy();
      await stopListening();
    },
  };
}

function listen(http: HttpServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      const parameters = { port, host, reason: error.message };
      reject(new ParleyError(inUse ? 'PORT_IN_USE' : 'PORT_REFUSED', parameters, { cause: error }));
    };
    http.once('error', refused);
    http.listen(port, host, () => {
      http.off('error', refused);
      resolve((http.address() as AddressInfo).port);
    });
  });
}
