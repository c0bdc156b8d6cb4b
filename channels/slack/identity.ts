import type { webApi } from '@slack/bolt';
import type { SlackConfig } from './config.js';

/** Who the bot is at Slack. */
export interface Identity {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** Asks Slack once who the bot is; a failure is not remembered. */
export function createIdentity(client: webApi.WebClient, { slack_token }: SlackConfig): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;

  async function ask(): Promise<Identity> {
    const { user_id = '', bot_id = '' } = await client.auth.test();
    return { botToken: slack_token, botUserId: user_id, botId: bot_id };
  }

  return () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    // Bolt writes into what it is given.
    return known.then((identity) => ({ ...identity }));
  };
}
