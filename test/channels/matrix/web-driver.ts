import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { socketio, web } from '../../../channels/web/index.js';
import type { Channel } from '../../../core/channel.js';
import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { createTally } from '../../kit/tally.js';

const link = z.object({ payload: z.object({ src: z.string() }) });
const uttered = z.looseObject({
  text: z.string().default(''),
  quick_replies: z.array(z.object({ title: z.string(), payload: z.string() })).default([]),
  attachment: link.extend({ type: z.string() }).optional(),
});

type Uttered = z.infer<typeof uttered>;

function shownOf({ text, quick_replies, attachment }: Uttered): Shown {
  const address = attachment && { [attachment.type === 'image' ? 'image' : 'file']: attachment.payload.src };
  return { to: 'the page', text, buttons: quick_replies.map(({ title }) => title), ...address };
}

/** A page in a browser that is connected with the bot. */
async function startPage(channel: Channel): Promise<MatrixPlatform> {
  const shown = createTally<Uttered>();
  const session_id = randomUUID();
  let socket: Socket | undefined;
  let latest: object = {};

  async function emit(message: unknown): Promise<Verdict> {
    const { ok } = (await socket?.emitWithAck('user_uttered', message)) ?? { ok: false };
    return ok ? 'taken' : 'refused';
  }
  const say = (message: string) => {
    latest = { message, session_id, metadata: { message_id: randomUUID() } };
    return emit(latest);
  };

  return {
    channel,
    config: {},
    async connect(botUrl) {
      const connected = io(botUrl, { transports: ['websocket'], forceNew: true });
      socket = connected;
      connected.on('bot_uttered', (message: unknown) => shown.add(uttered.parse(message)));
      await new Promise<void>((resolve) => connected.once('connect', resolve));
    },
    close: async () => void socket?.close(),
    sent: () => shown.list.map(shownOf),
    shows: shown.has,
    say,
    press(title) {
      const replies = shown.list.flatMap(({ quick_replies }) => quick_replies);
      return say(replies.findLast((one) => one.title === title)?.payload ?? '');
    },
    again: () => emit(latest),
    sayNoJson: () => emit('this is no object'),
  };
}

const alone = 'each page is alone with the bot';
const textOnly = 'messages are text; files are uploaded by a route beside them';
const open = 'whoever opens the page may talk';
const away = 'a page that is away is waited for; it asks for what it missed when it is back';

const lacks: ChannelDriver['lacks'] = {
  picture: textOnly,
  file: textOnly,
  location: textOnly,
  contact: textOnly,
  voice: textOnly,
  edit: textOnly,
  deletion: textOnly,
  status: 'pages acknowledge what they show on the connection itself',
  'own message': 'pages do not tell the bot what it said',
  group: alone,
  'group talk': alone,
  thread: alone,
  'wrong signature': open,
  'no signature': open,
  replay: open,
  batch: 'an event is one message',
  'wrong order': 'a connection keeps the order',
  'rate limit': away,
  'platform error': away,
  'dead letter': away,
  'long answer': 'texts may be of any length',
  degrade: 'everything is handed over as it is',
};

/** A page with the chat widget. */
export const webPage: ChannelDriver = { name: 'web', lacks, start: () => startPage(web) };

/** A page that speaks Rasa's Socket.IO protocol. */
export const socketioPage: ChannelDriver = { name: 'socketio', lacks, start: () => startPage(socketio) };
