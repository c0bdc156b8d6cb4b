import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** Settings of the Telegram channel: Rasa's `access_token`, `verify` and `webhook_url`, with Parley's own beside them. */
export const telegramConfig = z
  .strictObject({
    access_token: z.string().regex(/^\d+:[\w-]+$/, 'has to look like 123456:ABC-DEF, as @BotFather gives it'),
    /** The username of the bot. */
    verify: z
      .string()
      .transform((name) => name.replace(/^@/, ''))
      .pipe(z.string().regex(/^\w+$/, 'has to be the username of the bot')),
    mode: z.enum(['webhook', 'polling']).default('webhook'),
    webhook_url: z.url().optional(),
    /** What Telegram sends along to show that it is Telegram; by default it is derived from the access token. */
    secret_token: z
      .string()
      .regex(/^[\w-]{1,256}$/, 'takes 1 to 256 letters, digits, "_" and "-"')
      .optional(),
    /** What the bot hears when somebody presses "Start" or calls its name and says no more. */
    start_message: z.string().min(1).default('/greet'),
    api_root: z
      .url()
      .transform((address) => address.replace(/\/$/, ''))
      .default('https://api.telegram.org'),
    /** How long to wait, in seconds, when another process polls for the same bot or Telegram can't be reached. */
    standby: z.number().positive().max(3_600).default(30),
  })
  .refine(({ mode, webhook_url }) => mode === 'polling' || webhook_url !== undefined, {
    path: ['webhook_url'],
    message: 'is needed, such as https://bot.example/webhooks/telegram/webhook, unless `mode` is polling',
  });

/** Settings of the Telegram channel, parsed. */
export type TelegramConfig = z.infer<typeof telegramConfig>;

/** The id of the bot's account: the part of its token before the colon. */
export function botIdOf({ access_token }: TelegramConfig): number {
  return Number(access_token.split(':')[0]);
}

/** What Telegram has to send in `X-Telegram-Bot-Api-Secret-Token`: the same after a restart and in every process. */
export function secretOf({ secret_token, access_token }: TelegramConfig): string {
  return secret_token ?? createHmac('sha256', access_token).update('parley telegram webhook').digest('hex');
}
