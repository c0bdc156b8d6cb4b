import { telegram } from '../../channels/telegram/index.js';
import { type FakeTelegram, startFakeTelegram } from '../kit/fake-telegram.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

/** A bot and the Telegram that it talks through. */
export interface TelegramBench {
  readonly platform: FakeTelegram;
  /** Opens the bot @ink_bot, which says nothing unless an answer is given; the one that was open is closed. */
  open(answer?: Answer, config?: object, options?: Partial<DeskOptions>): Promise<Desk>;
  close(): Promise<void>;
}

/** The address that Telegram is told. */
export const webhook_url = 'https://bot.example/webhooks/telegram/webhook';

/** An answer to any text. */
export const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];

const silence: Answer = () => [];

/** Starts a stand-in for Telegram. */
export async function startTelegramBench(): Promise<TelegramBench> {
  const platform = await startFakeTelegram();
  let desk: Desk | undefined;
  return {
    platform,
    async open(answer = silence, config = {}, options = {}) {
      await desk?.close();
      desk = undefined;
      const usual = { access_token: platform.token, verify: 'ink_bot', api_root: platform.url, webhook_url };
      desk = await openDesk({ channels: [{ use: telegram, config: { ...usual, ...config } }], answer, ...options });
      return desk;
    },
    async close() {
      await desk?.close();
      await platform.close();
    },
  };
}

/** A person. */
export const ann = { id: 77, is_bot: false, first_name: 'Ann', username: 'ann', language_code: 'en' };
/** The bot, as others see it. */
export const bot = { id: 4711, is_bot: true, first_name: 'Ink', username: 'ink_bot' };
/** The chat of Ann with the bot. */
export const privateChat = { id: 77, type: 'private', first_name: 'Ann' };
/** A group that the bot is in. */
export const group = { id: -1001, type: 'supergroup', title: 'Ink lovers' };

let updateId = 500;
/** An update with an id of its own. */
export const update = (content: object) => ({ update_id: ++updateId, ...content });
/** A message of Ann in her chat, or elsewhere. */
export const message = (content: object) => ({
  message_id: 42,
  from: ann,
  chat: privateChat,
  date: 1_700_000_000,
  ...content,
});
/** Ann writes a text. */
export const says = (text: string, more: object = {}) => update({ message: message({ text, ...more }) });
/** Ann writes a text in the group. */
export const inGroup = (text: string, more: object = {}) => says(text, { chat: group, ...more });
/** Marks a part of a text. */
export const entity = (text: string, part: string, type: string) => ({
  entities: [{ type, offset: text.indexOf(part), length: part.length }],
});
/** Ann writes a command. */
export const command = (text: string) => says(text, entity(text, text.split(' ')[0] ?? '', 'bot_command'));
