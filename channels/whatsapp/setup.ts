import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { WhatsAppConfig } from './config.js';

/** How a bot gets onto WhatsApp, by either transport. */
export function setUpWhatsApp(config: WhatsAppConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  if (config?.transport === 'web') return setUpWeb(publicUrl);
  return {
    openTo: 'platform',
    missing: [],
    steps: [
      'Make an app of the type "Business" at https://developers.facebook.com/apps and add the product WhatsApp.',
      'Put a lasting access token into the environment as WHATSAPP_TOKEN, the app secret (App settings → Basic) as WHATSAPP_APP_SECRET, and a word of your own as WHATSAPP_VERIFY_TOKEN.',
      'Name "whatsapp:" in credentials.yml with phone_number_id (WhatsApp → API Setup), access_token, app_secret and verify_token.',
      'Start the bot, then enter the address at WhatsApp → Configuration → Webhook with the verify token, and subscribe to the field "messages".',
    ],
    addresses: [
      { label: 'WhatsApp → Configuration → Webhook → Callback URL', url: `${publicUrl}/webhooks/whatsapp/webhook` },
    ],
  };
}

function setUpWeb(publicUrl: string): ChannelSetup {
  return {
    openTo: 'nobody',
    missing: [],
    steps: [
      'Mind that the number can be banned: WhatsApp does not permit this way.',
      'Install a Chromium, and the library beside Parley: PUPPETEER_SKIP_DOWNLOAD=true npm install whatsapp-web.js',
      'Start the bot with a token (PARLEY_AUTH_TOKEN), and scan the QR code in its terminal or at the address with the phone of the number: WhatsApp → Settings → Linked devices.',
    ],
    addresses: [{ label: 'QR code', url: `${publicUrl}/webhooks/whatsapp/qr?token=<token>` }],
  };
}
