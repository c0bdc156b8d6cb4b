import { Router } from 'express';
import { type Socket, Server as SocketServer } from 'socket.io';
import {
  type ChannelContext,
  type Delivery,
  mayConnect,
  type OpenChannel,
  type Outgoing,
  uploadRoute,
} from '../../core/index.js';
import { admitBearers } from './bearer.js';
import type { WebConfig } from './config.js';
import { serveConnection } from './connection.js';
import { decodeUploader } from './decode.js';
import { encode, type WebPayload } from './encode.js';
import { openVoice } from './voice.js';
import { WIDGET_FILES, widgetRoute } from './widget-file.js';

/** What sets the two channels on Socket.IO apart. */
interface WebRole {
  readonly name: 'web' | 'socketio';
  readonly servesWidget: boolean;
}

/** Opens the web channel: connections join a room named like their session; messages go to the room. */
export function openWeb(context: ChannelContext, config: WebConfig, role: WebRole): OpenChannel {
  const io = new SocketServer(context.server, {
    path: config.socketio_path,
    serveClient: false,
    allowEIO3: config.allow_eio3,
    maxHttpBufferSize: config.max_packet_bytes,
    allowRequest: (request, decide) => decide(null, mayConnect(request, context.allowedOrigins)),
    cors: { origin: context.allowedOrigins === '*' ? '*' : [...context.allowedOrigins] },
  });
  const namespace = io.of(config.namespace);
  if (config.jwt_key !== undefined) namespace.use(admitBearers(config.jwt_key, config.jwt_method, context));
  const voice = config.voice && openVoice(context, config.voice);
  const uploads = `webhooks/${role.name}/files`;
  namespace.on('connection', (socket) => serveConnection(socket, context, config, { voice, uploads }));
  // Two channels on one path would take each other's connections; mounting the path claims it.
  context.mount(Router(), { path: config.socketio_path });
  if (role.servesWidget) for (const name of WIDGET_FILES) context.mount(widgetRoute(name), { path: `/${name}` });

  const socketsOf = (session: string): Socket[] =>
    [...(namespace.adapter.rooms.get(session) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);

  const uploading = uploadRoute(context, (request) =>
    decodeUploader(request, context.allowedOrigins, (session) => socketsOf(session).length > 0),
  );
  context.mount(uploading, { path: `/${uploads}`, body: 'stream' });

  /** Tries every connection of the session, also those that come while others do not acknowledge. */
  async function send(outgoing: Outgoing): Promise<Delivery> {
    const { id, recipient, message } = outgoing;
    const payloads = encode(message, id);
    const tried = new Set<Socket>();
    for (let due = socketsOf(recipient); due.length > 0; due = socketsOf(recipient).filter((one) => !tried.has(one))) {
      for (const socket of due) tried.add(socket);
      const reached = await Promise.any(due.map((socket) => emitAll(socket, payloads))).catch(() => false);
      if (!reached) continue;
      voice?.say(outgoing);
      return 'delivered';
    }
    return 'absent';
  }

  /**
   * Resolves to `true` when a client has the message, else rejects. One that acknowledges has it when it says so; for
   * others, being connected is all there is to know.
   */
  async function emitAll(socket: Socket, payloads: readonly WebPayload[]): Promise<true> {
    if (socket.handshake.auth.ack !== true) {
      for (const payload of payloads) socket.emit(config.bot_message_evt, payload);
      return true;
    }
    const patient = socket.timeout(config.ack_timeout * 1_000);
    const acknowledged = Promise.all(payloads.map((payload) => patient.emitWithAck(config.bot_message_evt, payload)));
    const { broken, forget } = disconnection(socket);
    await Promise.race([acknowledged, broken]).finally(forget);
    return true;
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

/** Rejects when a connection breaks off; `forget` stops to listen for that. */
function disconnection(socket: Socket): { readonly broken: Promise<never>; forget(): void } {
  let breakOff: () => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    breakOff = () => reject(new Error('the connection broke off'));
  });
  socket.once('disconnect', breakOff);
  return { broken, forget: () => void socket.off('disconnect', breakOff) };
}
