import { defineChannel } from '../../core/index.js';
import { type BotFrameworkConfig, botframeworkConfig } from './config.js';
import { setUpBotFramework } from './setup.js';
import { openBotFramework } from './transport.js';

/**
 * Microsoft Teams, Web Chat, the Emulator and whatever else speaks the Activity protocol, under Rasa's name and keys:
 * activities are posted to `/webhooks/botframework/webhook`.
 */
export const botframework = defineChannel<BotFrameworkConfig>({
  name: 'botframework',
  capabilities: {
    buttons: true,
    images: true,
    cards: true,
    typing: true,
    voice: false,
    files: false,
    edit: false,
    // Teams takes 28 KB for a whole activity; the narrower channels behind the connector take about this.
    maxTextLength: 4_000,
  },
  config: botframeworkConfig,
  open: openBotFramework,
  setup: setUpBotFramework,
});
