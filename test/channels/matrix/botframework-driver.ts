import { z } from 'zod';
import { botframework } from '../../../channels/teams/index.js';
import type { AttachmentKind, ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { fakeBotFramework, newKey } from '../../kit/fake-botframework.js';

const file = (contentType: string, name: string) => ({ contentType, contentUrl: `https://smba.example/${name}`, name });
const files: Partial<Readonly<Record<AttachmentKind, object>>> = {
  picture: file('image/jpeg', 'arm.jpg'),
  file: {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: 'https://sharepoint.example/for-people',
    name: 'sketch.pdf',
    content: { downloadUrl: 'https://sharepoint.example/download', uniqueId: 'u', fileType: 'pdf' },
  },
  voice: file('audio/ogg', 'voice.ogg'),
};

const place = { entities: [{ type: 'GeoCoordinates', latitude: 52.5, longitude: 13.4, name: 'Studio' }] };

const action = z.looseObject({ title: z.string(), text: z.string().optional(), value: z.unknown() });
const attachment = z.object({
  contentType: z.string(),
  contentUrl: z.string().optional(),
  content: z.object({ buttons: z.array(action).default([]) }).optional(),
});
const posted = z.object({
  text: z.string().default(''),
  conversation: z.object({ id: z.string() }),
  attachments: z.array(attachment).default([]),
  suggestedActions: z.object({ actions: z.array(action) }).optional(),
});

function readActivity(activity: unknown): Shown & { readonly actions: readonly z.infer<typeof action>[] } {
  const { text, conversation, attachments, suggestedActions } = posted.parse(activity);
  const actions = [
    ...attachments.flatMap(({ content }) => content?.buttons ?? []),
    ...(suggestedActions?.actions ?? []),
  ];
  const image = attachments.find(({ contentType }) => contentType.startsWith('image/'))?.contentUrl;
  return {
    to: conversation.id,
    text,
    buttons: actions.map(({ title }) => title),
    ...(image === undefined ? {} : { image }),
    actions,
  };
}

const group = { id: '19:meeting@thread.v2', conversationType: 'groupChat', isGroup: true };
const thread = { id: '19:253b@thread.tacv2;messageid=1485983194839', conversationType: 'channel', isGroup: true };

async function startTeams(): Promise<MatrixPlatform> {
  const platform = await fakeBotFramework();
  const botId = `28:${platform.credentials.app_id}`;
  let url = '';
  let latest: object = {};
  let ids = 1_485_983_408_511;

  const inTeams = (fields: object): object => ({
    type: 'message',
    id: String(++ids),
    timestamp: '2026-11-21T14:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: platform.serviceUrl,
    from: { id: '29:ann', name: 'Ann', aadObjectId: 'ann-in-the-directory' },
    recipient: { id: botId, name: 'Ink' },
    conversation: { id: 'a:1pL6i0oY', conversationType: 'personal', tenantId: 'tenant-1' },
    locale: 'en-GB',
    textFormat: 'plain',
    ...fields,
  });

  async function post(body: string, authorization: string | undefined): Promise<Verdict> {
    const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
    const { ok } = await fetch(`${url}/webhooks/botframework/webhook`, { method: 'POST', headers, body });
    return ok ? 'taken' : 'refused';
  }
  const tell = (activity: object) => {
    latest = activity;
    return post(JSON.stringify(activity), platform.authorization());
  };
  const mentionBot = (text: string, conversation: object) => {
    const mentioned = { type: 'mention', mentioned: { id: botId, name: 'Ink' }, text: '<at>Ink</at>' };
    return tell(inTeams({ text: `<at>Ink</at>&nbsp;${text}`, entities: [mentioned], conversation }));
  };
  const sent = () => platform.shown.map((activity) => readActivity(activity));
  const latestId = () => String(ids);

  return {
    channel: botframework,
    config: platform.credentials,
    connect: (botUrl) => {
      url = botUrl;
    },
    close: platform.close,
    sent,
    shows: platform.shows,
    say: (text) => tell(inTeams({ text })),
    press(title) {
      const pressed = sent()
        .flatMap(({ actions }) => actions)
        .findLast((one) => one.title === title);
      return tell(inTeams({ text: pressed?.text, value: pressed?.value }));
    },
    attach: (kind) => tell(inTeams(kind === 'location' ? place : { attachments: [files[kind]] })),
    edit: (text) => {
      const channelData = { eventType: 'editMessage' };
      return tell({ ...inTeams({ type: 'messageUpdate', text, channelData }), id: latestId() });
    },
    delete: () => {
      const channelData = { eventType: 'softDeleteMessage' };
      return tell({ ...inTeams({ type: 'messageDelete', channelData }), id: latestId() });
    },
    async status() {
      const reactionsAdded = [{ type: 'like' }];
      const verdict = await tell(inTeams({ type: 'messageReaction', reactionsAdded, replyToId: 'reply-1' }));
      return verdict === 'taken' ? tell(inTeams({ type: 'typing' })) : verdict;
    },
    ownMessage: (text) => tell(inTeams({ text, from: { id: botId, name: 'Ink', role: 'bot' } })),
    sayInGroup: (text, to) => (to === 'bot' ? mentionBot(text, group) : tell(inTeams({ text, conversation: group }))),
    sayInThread: (text) => mentionBot(text, thread),
    again: () => tell(latest),
    forge(text, forgery) {
      const body = JSON.stringify(inTeams({ text }));
      if (forgery === 'no signature') return post(body, undefined);
      if (forgery === 'wrong signature') return post(body, platform.authorization({ key: newKey() }));
      return post(body, platform.authorization({ claims: { exp: Math.floor(Date.now() / 1_000) - 360 } }));
    },
    sayNoJson: () => post('{"type":', platform.authorization()),
    async sayInWrongOrder(earlier, later) {
      const [first, second] = [inTeams({ text: earlier }), inTeams({ text: later })];
      const verdict = await tell(second);
      return verdict === 'taken' ? tell(first) : verdict;
    },
    limitRate: (seconds) => platform.refuse({ status: 429, headers: { 'retry-after': String(seconds) } }),
    fail: (times) => platform.refuse(...Array.from({ length: times }, () => ({ status: 502 }))),
  };
}

/** Microsoft Teams posts activities, and takes them at its service address. */
export const botframeworkTeams: ChannelDriver = {
  name: 'botframework, from Teams',
  lacks: {
    contact: 'the Bot Framework has no contact cards',
    'file shown': 'the bot writes the address of a file, which the row on degrading tries',
    batch: 'the Bot Framework posts one activity at a time',
  },
  start: startTeams,
};
