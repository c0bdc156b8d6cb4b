import { defineChannel } from '../../core/index.js';
import { type TelegramConfig, telegramConfig } from './config.js';
import { setUpTelegram } from './setup.js';
import { openTelegram } from './transport.js';

/** Telegram by grammY: a webhook at `POST /webhooks/telegram/webhook`, or long polling. */
export const telegram = defineChannel<TelegramConfig>({
  name: 'telegram',
  capabilities: {
    buttons: true,
    images: true,
    cards: false,
    typing: true,
    voice: false,
    files: true,
    uploads: true,
    edit: false,
    maxTextLength: 4_096,
  },
  config: telegramConfig,
  open: openTelegram,
  setup: setUpTelegram,
});
