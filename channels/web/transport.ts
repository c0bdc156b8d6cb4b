import { Router } from 'express';
import { type Socket, Server as SocketServer } from 'socket.io';
import type { ChannelContext, Delivery, OpenChannel, Outgoing } from '../../core/index.js';
import type { WebConfig } from './config.js';
import { serveConnection } from './connection.js';
import { encode, type WebPayload } from './encode.js';
import { widgetRoute } from './widget-file.js';

/** What sets the two channels on Socket.IO apart. */
interface WebRole {
  readonly servesWidget: boolean;
}

/** Opens the web channel: connections join a room named like their session; messages go to the room. */
export function openWeb(context: ChannelContext, config: WebConfig, role: WebRole): OpenChannel {
  const io = new SocketServer(context.server, {
    path: config.socketio_path,
    serveClient: false,
    allowEIO3: config.allow_eio3,
    maxHttpBufferSize: config.max_packet_bytes,
    cors: { origin: context.allowedOrigins === '*' ? '*' : [...context.allowedOrigins] },
  });
  const namespace = io.of(config.namespace);
  namespace.on('connection', (socket) => serveConnection(socket, context, config));
  // Two channels on one path would take each other's connections; mounting the path claims it.
  context.mount(Router(), config.socketio_path);
  if (role.servesWidget) context.mount(widgetRoute(), '/widget.js');

  const socketsOf = (session: string): Socket[] =>
    [...(namespace.adapter.rooms.get(session) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);

  /** Tries every connection of the session, also those that come while others do not acknowledge. */
  async function send({ id, recipient, message }: Outgoing): Promise<Delivery> {
    const payloads = encode(message, id);
    const tried = new Set<Socket>();
    for (let due = socketsOf(recipient); due.length > 0; due = socketsOf(recipient).filter((one) => !tried.has(one))) {
      for (const socket of due) tried.add(socket);
      const reached = await Promise.all(due.map((socket) => emitAll(socket, payloads)));
      if (reached.includes(true)) return 'delivered';
    }
    return 'absent';
  }

  /** A client that acknowledges has the message when it says so; for others, being connected is all there is to know. */
  async function emitAll(socket: Socket, payloads: readonly WebPayload[]): Promise<boolean> {
    if (socket.handshake.auth.ack !== true) {
      for (const payload of payloads) socket.emit(config.bot_message_evt, payload);
      return true;
    }
    const patient = socket.timeout(config.ack_timeout * 1_000);
    const acknowledged = Promise.all(payloads.map((payload) => patient.emitWithAck(config.bot_message_evt, payload)));
    const gone = disconnection(socket);
    const reached = acknowledged.then(
      () => true,
      () => false,
    );
    return Promise.race([reached, gone.promise]).finally(gone.forget);
  }

  return {
    send,
    typing: (recipient, state) => void namespace.to(recipient).emit('bot_typing', { on: state === 'on' }),
    close() {
      namespace.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** Resolves to `false` when a connection breaks off; `forget` stops to listen for that. */
function disconnection(socket: Socket): { readonly promise: Promise<false>; forget(): void } {
  let broken: () => void = () => undefined;
  const promise = new Promise<false>((resolve) => {
    broken = () => resolve(false);
  });
  socket.once('disconnect', broken);
  return { promise, forget: () => void socket.off('disconnect', broken) };
}
