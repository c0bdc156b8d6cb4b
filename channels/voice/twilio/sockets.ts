import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ChannelContext, refuseUpgrade } from '../../../core/index.js';
import { isSignedHandshake, type SignatureKey } from './signature.js';

/** Bytes of one frame at most. */
const maxFrame = 65_536;

/** Takes the WebSockets that Twilio opens at a path, each with a signed handshake; they close with the channel. */
export function acceptSockets(
  { server, signal, log }: Pick<ChannelContext, 'server' | 'signal' | 'log'>,
  key: SignatureKey,
  path: string,
  hold: (socket: WebSocket) => void,
): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrame });
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path) return;
    if (isSignedHandshake(key, request)) return sockets.handleUpgrade(request, stream, head, hold);
    log.warn({ address: request.socket.remoteAddress }, 'a WebSocket was refused: its signature is missing or wrong');
    refuseUpgrade(stream, 403);
  };
  server.on('upgrade', upgrade);
  signal.addEventListener('abort', () => {
    server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.close(1001);
    sockets.close();
  });
}
