import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { SlackConfig } from './config.js';

/** How a bot gets into a workspace of Slack: all of Slack's three addresses are one. */
export function setUpSlack(config: SlackConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  const url = `${publicUrl}/webhooks/slack/webhook`;
  const connects = config?.app_token !== undefined;
  const address = (label: string) => ({ label, url });
  return {
    openTo: connects ? 'nobody' : 'platform',
    missing: [],
    steps: [
      'Make an app at https://api.slack.com/apps from the manifest in docs/channels/slack.md, and install it.',
      'Put the bot token (xoxb-…) of "Install App" into the environment as SLACK_TOKEN, the signing secret of "Basic Information" as SLACK_SIGNING_SECRET.',
      `Name "slack:" in credentials.yml with "slack_token: \${SLACK_TOKEN}" and "slack_signing_secret: \${SLACK_SIGNING_SECRET}".`,
      connects
        ? 'The channel connects by Socket Mode: no address has to be entered at Slack.'
        : 'Start the bot, then enter the addresses at Slack: it asks at once whether they answer.',
      'Invite the bot where it is to answer: /invite @name.',
    ],
    addresses: connects
      ? []
      : [
          address('Event Subscriptions → Request URL'),
          address('Interactivity & Shortcuts → Request URL'),
          address('Slash Commands → Request URL'),
        ],
  };
}
