import { z } from 'zod';
import { telegram } from '../../../channels/telegram/index.js';
import type { AttachmentKind, ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { type FakeTelegram, startFakeTelegram } from '../../kit/fake-telegram.js';
import { ann, bot, entity, inGroup, message, says, update, webhook_url } from '../telegram-bench.js';

type Update = ReturnType<typeof update>;

/** How updates come to the bot. */
interface Way {
  readonly config: object;
  deliver(platform: FakeTelegram, botUrl: string, ...updates: Update[]): Promise<Verdict>;
  /** What only this way has. */
  readonly more?: (platform: FakeTelegram, botUrl: () => string) => Partial<MatrixPlatform>;
}

const files: Readonly<Record<AttachmentKind, object>> = {
  picture: { photo: [{ file_id: 'p1', file_size: 900 }], caption: 'like this' },
  file: { document: { file_id: 'd1', file_name: 'sketch.pdf', mime_type: 'application/pdf', file_size: 4_000 } },
  location: { location: { latitude: 52.5, longitude: 13.4 } },
  contact: { contact: { phone_number: '+15550100', first_name: 'Bo' } },
  voice: { voice: { file_id: 'v1', duration: 2, mime_type: 'audio/ogg' } },
};

const keyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
});
const shownCall = z.object({
  chat_id: z.number(),
  message_thread_id: z.number().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.string().optional(),
  document: z.string().optional(),
  reply_markup: keyboard.default({ inline_keyboard: [] }),
});

function readCall(payload: unknown): Shown & { readonly keys: z.infer<typeof keyboard> } {
  const { chat_id, message_thread_id, text, caption, photo, document, reply_markup } = shownCall.parse(payload);
  return {
    to: `${chat_id}/${message_thread_id ?? ''}`,
    text: text ?? caption ?? '',
    buttons: reply_markup.inline_keyboard.flat().map((key) => key.text),
    ...(photo === undefined ? {} : { image: photo }),
    ...(document === undefined ? {} : { file: document }),
    keys: reply_markup,
  };
}

const mentioned = (text: string, more: object = {}) =>
  inGroup(`@ink_bot ${text}`, { ...entity(`@ink_bot ${text}`, '@ink_bot', 'mention'), ...more });

async function startTelegram({ config, deliver, more }: Way): Promise<MatrixPlatform> {
  const platform = await startFakeTelegram();
  let url = '';
  let latest: Update = says('');
  const deliverOne = (one: Update) => {
    latest = one;
    return deliver(platform, url, one);
  };
  const sent = () => platform.shown.map(({ payload }) => readCall(payload));
  const refuse = (times: number, refusal: Parameters<FakeTelegram['refuse']>[1]) => {
    for (let time = 0; time < times; time += 1) platform.refuse('sendMessage', refusal);
  };

  return {
    channel: telegram,
    config: { access_token: platform.token, verify: 'ink_bot', api_root: platform.url, ...config },
    connect: (botUrl) => {
      url = botUrl;
    },
    close: platform.close,
    sent,
    shows: platform.shows,
    say: (text) => deliverOne(says(text)),
    press(title) {
      const { keys } = sent().findLast(({ buttons }) => buttons.includes(title)) ?? { keys: undefined };
      const data = keys?.inline_keyboard.flat().find(({ text }) => text === title)?.callback_data;
      const callback_query = { id: '1', from: ann, message: message({ reply_markup: keys }), chat_instance: '1', data };
      return deliverOne(update({ callback_query }));
    },
    attach: (kind) => deliverOne(update({ message: message(files[kind]) })),
    edit: (text) => deliver(platform, url, update({ edited_message: message({ text, edit_date: 1_700_000_009 }) })),
    async status() {
      const pinned = update({ message: message({ pinned_message: message({ from: bot, text: 'hello' }) }) });
      const reaction = {
        chat: message({}).chat,
        message_id: 42,
        user: ann,
        date: 1,
        old_reaction: [],
        new_reaction: [],
      };
      const verdict = await deliver(platform, url, update({ message_reaction: reaction }));
      return verdict === 'taken' ? deliver(platform, url, pinned) : verdict;
    },
    ownMessage: (text) => deliver(platform, url, says(text, { from: bot })),
    sayInGroup: (text, to) => deliverOne(to === 'bot' ? mentioned(text) : inGroup(text)),
    sayInThread: (text) => deliverOne(mentioned(text, { message_thread_id: 7, is_topic_message: true })),
    again: () => deliver(platform, url, latest),
    async sayInWrongOrder(earlier, later) {
      const [first, second] = [says(earlier), says(later)];
      const verdict = await deliver(platform, url, second);
      return verdict === 'taken' ? deliver(platform, url, first) : verdict;
    },
    limitRate: (seconds) =>
      refuse(1, {
        error_code: 429,
        description: `Too Many Requests: retry after ${seconds}`,
        parameters: { retry_after: seconds },
      }),
    fail: (times) => refuse(times, { error_code: 502, description: 'Bad Gateway' }),
    ...more?.(platform, () => url),
  };
}

const lacks = { deletion: 'Telegram tells a bot of no deletions' };

/** Telegram posts each update. */
export const telegramByWebhook: ChannelDriver = {
  name: 'telegram, by webhook',
  lacks: {
    ...lacks,
    replay: "Telegram's secret holds no time; an update that comes again is known by its id",
    batch: 'Telegram posts one update at a time',
  },
  start: () =>
    startTelegram({
      config: { webhook_url },
      deliver: async (platform, url, one) => verdictOf(await platform.post(url, one ?? {})),
      more: (_, url) => ({
        async forge(text, forgery) {
          const secret = { 'x-telegram-bot-api-secret-token': 'guessed' };
          return post(url(), JSON.stringify(says(text)), forgery === 'wrong signature' ? secret : {});
        },
        sayNoJson: () => post(url(), '{"update_id":', {}),
      }),
    }),
};

/** The bot asks Telegram for updates. */
export const telegramByPolling: ChannelDriver = {
  name: 'telegram, by polling',
  lacks: {
    ...lacks,
    'wrong signature': 'the bot fetches the updates from Telegram itself',
    'no signature': 'the bot fetches the updates from Telegram itself',
    replay: 'the bot fetches the updates from Telegram itself',
    'no JSON': 'the bot fetches the updates from Telegram itself',
    'wrong order': 'Telegram hands updates out in the order of their ids',
  },
  start: () =>
    startTelegram({
      config: { mode: 'polling' },
      async deliver(platform, _, ...updates) {
        await platform.queue(...updates);
        return 'taken';
      },
      more: (platform) => ({
        async sayAtOnce(texts) {
          await platform.queue(...texts.map((text) => says(text)));
          return 'taken';
        },
      }),
    }),
};

const verdictOf = (status: number): Verdict => (status < 300 ? 'taken' : 'refused');

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Verdict> {
  const json = { 'content-type': 'application/json', ...headers };
  const { status } = await fetch(`${url}/webhooks/telegram/webhook`, { method: 'POST', headers: json, body });
  return verdictOf(status);
}
