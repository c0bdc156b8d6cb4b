import { type Server as HttpServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How long an upgraded connection may be without anybody who takes it, in ms. */
const takenWithinMs = 5_000;

/** Answers an upgrade with an HTTP status, and closes the connection even when its other end would keep it. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

/**
 * Refuses upgrades that no channel takes: once somebody listens to them, Node.js keeps their connections open forever.
 * Returns the way to stop.
 */
export function refuseUntaken(http: HttpServer, withinMs = takenWithinMs): () => void {
  const watch = (_request: IncomingMessage, duplex: Duplex): void => {
    // It is the connection's socket, whatever the type says; who takes it answers the handshake.
    const socket = duplex as Socket;
    const timer = setTimeout(() => {
      if (socket.bytesWritten === 0) refuseUpgrade(socket, 404);
    }, withinMs).unref();
    socket.once('close', () => clearTimeout(timer));
  };
  http.on('upgrade', watch);
  return () => void http.off('upgrade', watch);
}
