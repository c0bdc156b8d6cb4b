import type { Api } from 'grammy';
import { type ChannelContext, createTyping, formatError, type OpenChannel } from '../../core/index.js';
import { readAddress } from './address.js';
import { createButtonData } from './buttons.js';
import { botIdOf, secretOf, type TelegramConfig } from './config.js';
import { telegramError } from './errors.js';
import { faultOf, isPassing } from './faults.js';
import { fetchFrom } from './files.js';
import { poll, wait } from './polling.js';
import { createSender } from './sender.js';
import { take } from './take.js';
import { allowedUpdates } from './update.js';
import { createUpload } from './upload.js';
import { webhookRoute } from './webhook.js';

/** How long a request to Telegram may take, in seconds; longer than a long poll. */
const timeoutSeconds = 40;

/** Opens the channel: sets the webhook or begins to poll. */
export async function openTelegram(context: ChannelContext, config: TelegramConfig): Promise<OpenChannel> {
  const { log, signal } = context;
  const { Api, InputFile } = await import('grammy');
  const api = new Api(config.access_token, { apiRoot: config.api_root, timeoutSeconds });
  const buttons = createButtonData();
  const standbyMs = config.standby * 1_000;

  const intake = {
    context,
    self: { id: botIdOf(config), username: config.verify },
    startMessage: config.start_message,
    payloadOf: buttons.payloadOf,
    answerPress: (pressId: string) => attempt('answerCallbackQuery', api.answerCallbackQuery(pressId)),
  };
  const takeIn = (update: unknown) => take(update, intake);
  const typing = createTyping((recipient) => {
    const { chatId, threadId: message_thread_id } = readAddress(recipient);
    attempt(
      'sendChatAction',
      api.sendChatAction(chatId, 'typing', { ...(message_thread_id ? { message_thread_id } : {}) }),
    );
  });

  /** For requests that nothing depends on. */
  function attempt(method: string, request: Promise<unknown>): void {
    request.catch((error: unknown) => log.debug({ reason: formatError(faultOf(method, error)) }, 'a request failed'));
  }

  async function introduce(): Promise<boolean> {
    try {
      await introduceTo(api, config);
      return true;
    } catch (error) {
      if (!isPassing(error)) throw error;
      log.warn({ reason: formatError(error) }, 'Telegram can not be reached; tried again soon');
      return false;
    }
  }

  /** A bot with other channels starts also while Telegram is away. */
  async function goOn(introduced: boolean): Promise<void> {
    for (let done = introduced; !done && !signal.aborted; done = await introduce()) await wait(standbyMs, signal);
    if (config.mode !== 'polling') return;
    // Telegram serves one poller at a time; of several processes one polls, and another when that one stops.
    await context.hold(`poll for ${botIdOf(config)}`, (held) =>
      poll(api, { take: takeIn, log, signal: held, standbyMs }),
    );
  }

  if (config.mode === 'webhook') context.mount(webhookRoute(secretOf(config), takeIn, log));
  const work = goOn(await introduce()).catch((error: unknown) =>
    log.error({ err: error }, 'the channel does not work'),
  );

  return {
    send: createSender({ api, dataOf: buttons.dataOf, upload: createUpload(context.files, InputFile), log }),
    fetch: fetchFrom(api, config),
    typing: typing.show,
    async close() {
      typing.stop();
      await work;
    },
  };
}

/**
 * Makes sure that the token belongs to the bot that is meant, and says how updates shall come.
 *
 * @throws ParleyError TELEGRAM_BOT_UNEXPECTED, TELEGRAM_BUSY, TELEGRAM_REFUSED, TELEGRAM_UNREACHABLE
 */
async function introduceTo(api: Api, config: TelegramConfig): Promise<void> {
  const me = await api.getMe().catch((error: unknown) => Promise.reject(faultOf('getMe', error)));
  if (me.username.toLowerCase() !== config.verify.toLowerCase()) {
    throw telegramError('TELEGRAM_BOT_UNEXPECTED', { actual: me.username, expected: config.verify });
  }
  if (config.mode === 'polling' || config.webhook_url === undefined) {
    await api.deleteWebhook().catch((error: unknown) => Promise.reject(faultOf('deleteWebhook', error)));
    return;
  }
  const options = { secret_token: secretOf(config), allowed_updates: [...allowedUpdates] };
  await api
    .setWebhook(config.webhook_url, options)
    .catch((error: unknown) => Promise.reject(faultOf('setWebhook', error)));
}
