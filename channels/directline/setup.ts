import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';

/** How Direct Line is set up. */
export function setUpDirectLine(config: DirectLineConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  const domain = `${(config?.public_url ?? publicUrl).replace(/\/+$/, '')}${config?.path ?? '/v3/directline'}`;
  return {
    openTo: 'platform',
    missing: [],
    steps: [
      `Name "directline:" in credentials.yml with "secret: \${DIRECTLINE_SECRET}": 16 random characters or more.`,
      'Let your own server post to the address for tokens, with `Authorization: Bearer <the secret>`, once for each visitor.',
      'On the page: WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ token, domain }) }, element).',
      'Start the bot with `--cors <origin of the page>` where the page is served from another address than the bot.',
    ],
    addresses: [
      { label: 'Address for tokens', url: `${domain}/tokens/generate` },
      { label: '"domain" of Web Chat', url: domain },
    ],
  };
}
