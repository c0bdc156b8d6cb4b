import { io } from 'socket.io-client';
import { decodeReceipt, type Receipt } from './decode.js';
import type { SentFile } from './entries.js';
import type { Options } from './options.js';

/** How the line to the bot stands. `refused` means the server turned us away and trying again will not help. */
export type LinkState = 'idle' | 'connecting' | 'online' | 'offline' | 'refused';

/** The bare line, for what only one part of the widget speaks of. */
export interface Wire {
  emit(event: string, ...data: readonly unknown[]): void;
  on(event: string, listener: (data: unknown, answer: unknown) => void): void;
}

/** What the link tells the conversation. */
export interface LinkEvents {
  /** The id to ask for on every connect; undefined asks the server for a new one. */
  session(): string | undefined;
  confirmed(session: string): void;
  /** A bot message; `done` is called once it is on screen and remembered. */
  uttered(payload: unknown, done: () => void): void;
  typing(on: boolean): void;
  changed(state: LinkState): void;
}

/** The line to the bot: Rasa's Socket.IO channel with acknowledgements. */
export interface Link {
  readonly wire: Wire;
  state(): LinkState;
  connect(): void;
  /** Leaves the session and asks for a new one on a fresh socket. */
  renew(): void;
  utter(message: Utterance, session: string, answered: (receipt: Receipt) => void): void;
}

/** A message on its way to the bot. */
interface Utterance {
  readonly id: string;
  readonly text: string;
  /** It was said, not written. */
  readonly spoken?: boolean;
  readonly files?: readonly SentFile[];
}

const RETRY_MS = 1000;

/** Makes the link; it stays idle until `connect`. */
export function createLink(options: Options, events: LinkEvents): Link {
  const socket = io(options.origin, {
    path: options.path,
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    // `ack` says that this client acknowledges what it shows; a Parley server then sends again what it did not. `offers`
    // asks to be told what else the bot takes: files, speech.
    auth: { ack: true, offers: true, ...(options.token === undefined ? {} : { token: options.token }) },
  });
  let state: LinkState = 'idle';

  function turn(next: LinkState): void {
    if (next === state) return;
    state = next;
    events.changed(next);
  }

  function connect(): void {
    if (socket.active) return;
    // Who was told that the line is lost is told next that it is back, not of every try between.
    if (state !== 'offline') turn('connecting');
    socket.connect();
  }

  socket.on('connect', () => {
    const session = events.session();
    socket.emit('session_request', session === undefined ? {} : { session_id: session });
  });
  socket.on('session_confirm', (session: unknown) => {
    if (typeof session !== 'string') return;
    events.confirmed(session);
    turn('online');
  });
  socket.on('bot_uttered', (payload: unknown, ack?: unknown) => {
    events.uttered(payload, () => {
      if (typeof ack === 'function') ack({ ok: true });
    });
  });
  socket.on('bot_typing', (payload: { on?: unknown } | null) => events.typing(payload?.on === true));
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    turn('offline');
    // The client library does not come back by itself after the server closed the socket on purpose.
    if (reason === 'io server disconnect') setTimeout(connect, RETRY_MS);
  });
  // An inactive socket was refused by the server's own check and would be refused again.
  socket.on('connect_error', () => turn(socket.active ? 'offline' : 'refused'));

  function leave(): void {
    socket.disconnect();
    turn('idle');
  }

  // A page that is left says so, or the server would wait for it to acknowledge; one brought back by "back" comes back.
  let wasLeft = false;
  addEventListener('pagehide', () => {
    wasLeft = state !== 'idle';
    leave();
  });
  addEventListener('pageshow', () => {
    if (wasLeft) connect();
    wasLeft = false;
  });

  return {
    wire: {
      emit: (event, ...data) => void socket.emit(event, ...data),
      on: (event, listener) => void socket.on(event, listener),
    },
    state: () => state,
    connect,
    renew() {
      leave();
      connect();
    },
    utter({ id, text, spoken, files }, session, answered) {
      const attachments = files?.map(({ preview: _shownHere, ...file }) => file);
      const metadata = { message_id: id, ...(spoken ? { spoken } : {}), ...(attachments ? { attachments } : {}) };
      const body = { message: text, session_id: session, metadata };
      socket.emit('user_uttered', body, (value: unknown) => answered(decodeReceipt(value)));
    },
  };
}
