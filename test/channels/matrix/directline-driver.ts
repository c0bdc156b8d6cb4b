import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { directline } from '../../../channels/directline/index.js';
import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { createTally } from '../../kit/tally.js';

const secret = 'the-secret-of-the-matrix';

const action = z.object({ title: z.string(), text: z.string(), value: z.unknown() });
const said = z.looseObject({
  type: z.literal('message'),
  from: z.object({ role: z.literal('bot') }),
  conversation: z.object({ id: z.string() }),
  text: z.string().default(''),
  suggestedActions: z.object({ actions: z.array(action) }).default({ actions: [] }),
  attachments: z.array(z.object({ contentType: z.string(), contentUrl: z.string().optional() })).default([]),
});
const sets = z.object({ activities: z.array(z.unknown()) });
const granted = z.object({ conversationId: z.string(), token: z.string(), streamUrl: z.string() });

type Said = z.infer<typeof said>;

function shownOf({ conversation, text, suggestedActions, attachments }: Said): Shown {
  const [file] = attachments;
  const address = file?.contentUrl && { [file.contentType.startsWith('image/') ? 'image' : 'file']: file.contentUrl };
  return { to: conversation.id, text, buttons: suggestedActions.actions.map(({ title }) => title), ...(address || {}) };
}

/** A page with Web Chat, as far as the wire goes. */
async function startPage(): Promise<MatrixPlatform> {
  const shown = createTally<Said>();
  let at: { readonly activities: string; readonly token: string; readonly socket: WebSocket } | undefined;
  let latest: object = {};

  async function post(body: string, authorization = `Bearer ${at?.token}`): Promise<Verdict> {
    const headers = { 'content-type': 'application/json', authorization };
    const { status } = await fetch(at?.activities ?? '', { method: 'POST', body, headers });
    return status < 300 ? 'taken' : 'refused';
  }
  function send(fields: object): Promise<Verdict> {
    const channelData = { clientActivityID: randomUUID() };
    latest = { type: 'message', from: { id: 'dl_ann' }, channelData, ...fields };
    return post(JSON.stringify(latest));
  }
  const message = (text: string) => JSON.stringify({ type: 'message', text });

  return {
    channel: directline,
    config: { secret },
    async connect(botUrl) {
      const base = `${botUrl}/v3/directline`;
      const response = await fetch(`${base}/conversations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
      });
      const { conversationId, token, streamUrl } = granted.parse(await response.json());
      const socket = new WebSocket(streamUrl);
      socket.on('message', (data) => {
        if (String(data) === '') return;
        for (const activity of sets.parse(JSON.parse(String(data))).activities) {
          const read = said.safeParse(activity);
          if (read.success) shown.add(read.data);
        }
      });
      await new Promise<void>((resolve) => socket.once('open', () => resolve()));
      at = { activities: `${base}/conversations/${conversationId}/activities`, token, socket };
    },
    close: async () => at?.socket.close(),
    sent: () => shown.list.map(shownOf),
    shows: shown.has,
    say: (text) => send({ text }),
    press(title) {
      const actions = shown.list.flatMap(({ suggestedActions }) => suggestedActions.actions);
      const { text, value } = actions.findLast((one) => one.title === title) ?? { text: '', value: undefined };
      return send({ text, value, channelData: { messageBack: { displayText: title } } });
    },
    attach(kind) {
      const contentType = kind === 'picture' ? 'image/png' : 'application/pdf';
      return send({ attachments: [{ contentType, contentUrl: 'https://page.example/upload', name: 'upload' }] });
    },
    status: () => send({ type: 'typing' }),
    async sayInWrongOrder(earlier, later) {
      const verdict = await send({ text: later });
      return verdict === 'taken' ? send({ text: earlier }) : verdict;
    },
    again: () => post(JSON.stringify(latest)),
    forge: (text, forgery) => post(message(text), forgery === 'wrong signature' ? 'Bearer guessed' : ''),
    sayNoJson: () => post('{"type":'),
  };
}

const alone = 'each conversation is one person alone with the bot';
const away = 'a page that is away is waited for; it asks for what it missed when it is back';
const noKind = 'Direct Line has no such kind of message';

/** Direct Line, as Web Chat speaks it. */
export const directLinePage: ChannelDriver = {
  name: 'directline',
  lacks: {
    location: noKind,
    contact: noKind,
    voice: noKind,
    edit: noKind,
    deletion: noKind,
    'own message': 'pages do not tell the bot what it said',
    group: alone,
    'group talk': alone,
    thread: alone,
    replay: 'a token is good until it expires; a message that comes again is known by its id',
    batch: 'a request is one message',
    'rate limit': away,
    'platform error': away,
    'dead letter': away,
    degrade: 'everything is shown',
  },
  start: startPage,
};
