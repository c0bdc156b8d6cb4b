import { defineChannel } from '../../core/index.js';
import { type SlackConfig, slackConfig } from './config.js';
import { setUpSlack } from './setup.js';
import { openSlack } from './transport.js';

/**
 * Slack: direct messages, mentions, threads, slash commands and buttons, over HTTP (`POST /webhooks/slack/webhook`) or
 * Socket Mode.
 */
export const slack = defineChannel<SlackConfig>({
  name: 'slack',
  capabilities: {
    buttons: true,
    images: true,
    cards: true,
    typing: false,
    voice: false,
    files: false,
    uploads: true,
    edit: false,
    maxTextLength: 3_000,
  },
  config: slackConfig,
  open: openSlack,
  setup: setUpSlack,
});
