import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { TelegramConfig } from './config.js';

/** Ports that Telegram posts to (core.telegram.org/bots/api#setwebhook). */
const ports = ['', '443', '80', '88', '8443'];

/** How a bot gets onto Telegram: by a webhook that Parley sets itself, or by polling. */
export function setUpTelegram(config: TelegramConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  const webhook = config?.webhook_url ?? `${publicUrl}/webhooks/telegram/webhook`;
  const polls = config?.mode === 'polling';
  return {
    openTo: polls ? 'nobody' : 'platform',
    missing: config && !polls ? faultsOf(webhook) : [],
    steps: [
      'Write /newbot to @BotFather in Telegram; it answers with the token. Put it into the environment as TELEGRAM_TOKEN.',
      `Name "telegram:" in credentials.yml with "access_token: \${TELEGRAM_TOKEN}" and "verify:" the bot’s username.`,
      polls
        ? 'The channel polls: nothing has to be entered at Telegram.'
        : `Set \`webhook_url: ${webhook}\`; the bot enters it at Telegram when it starts. Or set \`mode: polling\`.`,
    ],
    addresses: [
      ...(polls ? [] : [{ label: 'Webhook (set by the bot itself)', url: webhook }]),
      ...(config ? [{ label: 'Chat', url: `https://t.me/${config.verify}` }] : []),
    ],
  };
}

function faultsOf(webhook: string): string[] {
  const { protocol, port, pathname } = new URL(webhook);
  return [
    ...(protocol === 'https:' ? [] : ['Telegram posts to HTTPS only; `webhook_url` is not.']),
    ...(ports.includes(port) ? [] : [`Telegram posts to the ports 443, 80, 88 and 8443 only, not to ${port}.`]),
    ...(pathname.endsWith('/webhooks/telegram/webhook')
      ? []
      : ['The path of `webhook_url` has to end in /webhooks/telegram/webhook, unless a proxy rewrites it.']),
  ];
}
