import { z } from 'zod';
import { slack } from '../../../channels/slack/index.js';
import type { AttachmentKind, ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { eventCallback, type FakeSlack, openFakeSlack, slackApp } from '../../kit/fake-slack.js';
import { direct, inChannel, press } from '../slack-people.js';

/** How Slack reaches the bot. */
interface Way {
  readonly config: object;
  event(platform: FakeSlack, botUrl: string, callback: object): Promise<Verdict>;
  press(platform: FakeSlack, botUrl: string, form: { payload: string }): Promise<Verdict>;
  /** What only this way has. */
  readonly more?: (platform: FakeSlack, botUrl: () => string) => Partial<MatrixPlatform>;
}

const file = (id: string, name: string, mimetype: string) => ({
  subtype: 'file_share',
  files: [{ id, name, mimetype, size: 4_000, url_private: `https://files.slack.com/${id}/${name}` }],
});
const files: Partial<Readonly<Record<AttachmentKind, object>>> = {
  picture: file('F1', 'arm.jpg', 'image/jpeg'),
  file: file('F2', 'sketch.pdf', 'application/pdf'),
  voice: file('F3', 'audio_message.m4a', 'audio/mp4'),
};

const labelled = z.object({ text: z.object({ text: z.string() }), value: z.string().optional() });
const element = labelled.extend({ action_id: z.string(), options: z.undefined().optional() });
const menu = z.object({ action_id: z.string(), options: z.array(labelled) });
const block = z.looseObject({
  type: z.string(),
  text: z.object({ text: z.string() }).optional(),
  image_url: z.string().optional(),
  elements: z.array(z.union([element, menu])).default([]),
});
const posted = z.looseObject({
  channel: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  blocks: z.array(block).default([]),
});

/** A choice on the screen, and the action that Slack tells when it is pressed. */
interface Choice {
  readonly title: string;
  readonly action: object;
}

function readPost(args: unknown): Shown & { readonly choices: readonly Choice[] } {
  const { channel, thread_ts, text, blocks } = posted.parse(args);
  const choices = blocks.flatMap(({ elements }) => elements.flatMap(choicesOf));
  const image = blocks.find(({ type }) => type === 'image')?.image_url;
  const words = blocks.flatMap((one) => (one.type === 'section' && one.text ? [one.text.text] : []));
  return {
    to: `${channel}/${thread_ts ?? ''}`,
    text: readable(blocks.length > 0 ? words.join('\n') : text),
    buttons: choices.map(({ title }) => title),
    ...(image === undefined ? {} : { image }),
    choices,
  };
}

function choicesOf(one: z.infer<typeof element> | z.infer<typeof menu>): Choice[] {
  if (!one.options) return [{ title: one.text.text, action: one }];
  const { action_id } = one;
  return one.options.map((selected_option) => ({
    title: selected_option.text.text,
    action: { type: 'static_select', action_id, selected_option },
  }));
}

/** What a reader sees of Slack's escapes. */
const readable = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const mention = `<@${slackApp.userId}>`;

async function startSlack(way: Way): Promise<MatrixPlatform> {
  const platform = await openFakeSlack();
  let url = '';
  let latest: object = {};
  let said: Readonly<Record<string, unknown>> = {};
  const tell = (event: object) => {
    latest = eventCallback(event);
    return way.event(platform, url, latest);
  };
  const say = (message: Readonly<Record<string, unknown>>) => {
    said = message;
    return tell(message);
  };
  const sent = () => platform.posts.map((args) => readPost(args));
  /** A mention comes twice: as a message of the channel, and as a mention. */
  const mentionBot = async (text: string, more: object = {}) => {
    const message = inChannel(`${mention} ${text}`, more);
    const verdict = await tell(message);
    return verdict === 'taken' ? tell({ ...message, type: 'app_mention' }) : verdict;
  };
  const about = { type: 'message', channel: 'D1', channel_type: 'im', ts: '1700000500.000100' };

  return {
    channel: slack,
    config: { slack_token: slackApp.token, slack_api_url: platform.apiUrl, ...way.config },
    connect: (botUrl) => {
      url = botUrl;
    },
    close: platform.close,
    sent,
    shows: async (count) => void (await platform.posted(count)),
    say: (text) => say(direct(text)),
    press(title) {
      const choice = sent()
        .flatMap(({ choices }) => choices)
        .findLast((one) => one.title === title);
      return way.press(platform, url, press(choice?.action ?? {}));
    },
    attach: (kind) => say(direct('', files[kind])),
    edit: (text) =>
      tell({
        ...about,
        subtype: 'message_changed',
        message: { ...said, text, edited: { user: 'UANN', ts: about.ts } },
        previous_message: said,
      }),
    delete: () => tell({ ...about, subtype: 'message_deleted', deleted_ts: said.ts, previous_message: said }),
    async status() {
      const item = { type: 'message', channel: 'D1', ts: '1700000000.1' };
      const verdict = await tell({ type: 'reaction_added', user: 'UANN', reaction: 'thumbsup', item });
      return verdict === 'taken' ? tell(inChannel('Ann joined', { subtype: 'channel_join' })) : verdict;
    },
    ownMessage: (text) => tell(direct(text, { user: slackApp.userId, bot_id: slackApp.botId })),
    sayInGroup: (text, to) => (to === 'bot' ? mentionBot(text) : say(inChannel(text))),
    sayInThread: (text) => mentionBot(text, { thread_ts: '1600000000.000100' }),
    again: () => way.event(platform, url, latest),
    async sayInWrongOrder(earlier, later) {
      const [first, second] = [direct(earlier), direct(later)];
      const verdict = await tell(second);
      return verdict === 'taken' ? tell(first) : verdict;
    },
    limitRate: (seconds) =>
      platform.answerNext('chat.postMessage', {
        status: 429,
        headers: { 'retry-after': String(seconds) },
        body: { ok: false, error: 'ratelimited' },
      }),
    fail(times) {
      for (let time = 0; time < times; time += 1) {
        platform.answerNext('chat.postMessage', { status: 503, body: { ok: false, error: 'service_unavailable' } });
      }
    },
    ...way.more?.(platform, () => url),
  };
}

const verdictOf = ({ ok }: Response): Verdict => (ok ? 'taken' : 'refused');
const lacks = {
  location: 'Slack has no locations',
  contact: 'Slack has no contact cards',
  'file shown': 'the bot posts the address of a file, which the row on degrading tries',
  batch: 'Slack sends one event at a time',
};

/** Slack posts events, presses and commands. */
export const slackOverHttp: ChannelDriver = {
  name: 'slack, over HTTP',
  lacks,
  start: () =>
    startSlack({
      config: { slack_signing_secret: slackApp.secret },
      event: async (platform, url, callback) => verdictOf(await platform.sendEvent(url, callback)),
      press: async (platform, url, form) => verdictOf(await platform.sendForm(url, form)),
      more: (platform, url) => ({
        async forge(text, forgery) {
          const callback = eventCallback(direct(text));
          if (forgery === 'wrong signature') {
            return verdictOf(await platform.sendEvent(url(), callback, { secret: 'guessed' }));
          }
          if (forgery === 'replay') {
            const timestamp = Math.floor(Date.now() / 1_000) - 301;
            return verdictOf(await platform.sendEvent(url(), callback, { timestamp }));
          }
          const headers = { 'content-type': 'application/json' };
          const body = JSON.stringify(callback);
          return verdictOf(await fetch(`${url()}/webhooks/slack/webhook`, { method: 'POST', headers, body }));
        },
        sayNoJson: async () => verdictOf(await platform.sendRaw(url(), '{"type":', 'application/json')),
      }),
    }),
};

const noForgery = 'Slack connects over a WebSocket that the bot opened with its token';
/** Slack sends over a WebSocket that the bot opens. */
export const slackBySocket: ChannelDriver = {
  name: 'slack, by Socket Mode',
  lacks: { ...lacks, 'wrong signature': noForgery, 'no signature': noForgery, replay: noForgery, 'no JSON': noForgery },
  start: () =>
    startSlack({
      config: { app_token: slackApp.appToken },
      async event(platform, _, callback) {
        await platform.push(callback);
        return 'taken';
      },
      async press(platform, _, { payload }) {
        await platform.push(JSON.parse(payload), 'interactive');
        return 'taken';
      },
    }),
};
