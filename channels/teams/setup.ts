import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { BotFrameworkConfig } from './config.js';

/** How a bot gets into Teams and the other channels of an Azure Bot. */
export function setUpBotFramework(config: BotFrameworkConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  return {
    openTo: 'platform',
    missing: [],
    steps: [
      'Make an Azure Bot in the Azure portal, "Single Tenant"; note its app id and tenant id.',
      'Make a client secret ("Configuration → Manage Password") and put its value into the environment as MICROSOFT_APP_PASSWORD.',
      `Name "botframework:" in credentials.yml with "app_id", "app_password: \${MICROSOFT_APP_PASSWORD}" and "tenant".`,
      'Enter the address as "Configuration → Messaging endpoint"; it has to be HTTPS and reachable from the internet.',
      'Add the channels you want, such as Microsoft Teams; for Teams upload an app whose manifest names the app id.',
    ],
    addresses: [
      {
        label: 'Messaging endpoint',
        url: `${publicUrl}${config?.messages_path ?? '/webhooks/botframework/webhook'}`,
      },
    ],
  };
}
