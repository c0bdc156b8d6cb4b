import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { PhoneConfig } from './twilio/config.js';

/** How a bot gets a telephone number at Twilio. */
export function setUpPhone(config: PhoneConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  const address = `${config?.public_url ?? publicUrl}/webhooks/twilio_voice`;
  return {
    openTo: 'platform',
    missing: address.startsWith('https:') ? [] : ['Twilio calls addresses of HTTPS; `public_url` is none.'],
    steps: [
      'Buy a number with voice at https://console.twilio.com. Put the auth token of the account into the environment as TWILIO_AUTH_TOKEN.',
      `Name "twilio_voice:" in credentials.yml with "auth_token: \${TWILIO_AUTH_TOKEN}" and "public_url: ${publicUrl}".`,
      'At the number, under "Voice Configuration", enter the first address at "A call comes in" (Webhook, HTTP POST), and the second at "Call status changes".',
      ...(config?.mode === 'relay'
        ? ['Agree to the addendum of ConversationRelay in the console, under Voice, Settings.']
        : []),
      ...(config?.calls ? ['Start the bot with `--auth-token`: it guards `POST /calls`.'] : []),
    ],
    addresses: [
      { label: 'A call comes in', url: `${address}/webhook` },
      { label: 'Call status changes', url: `${address}/status` },
    ],
  };
}
