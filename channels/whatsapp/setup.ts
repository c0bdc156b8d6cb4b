import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { WhatsAppConfig } from './config.js';

/** How a bot gets onto WhatsApp by Meta's Cloud API. */
export function setUpWhatsApp(_config: WhatsAppConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
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
