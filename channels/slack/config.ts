import { z } from 'zod';

/** A setting of Rasa's channel that has nothing to steer here. */
const withoutEffect = z.unknown().optional();

/** Settings of the Slack channel, in the names of Rasa's `slack` channel, with Parley's own beside them. */
export const slackConfig = z
  .strictObject({
    /** The bot token, `xoxb-…`. */
    slack_token: z.string().min(1),
    /** Signs what comes over HTTP; not needed with `app_token`. */
    slack_signing_secret: z.string().min(1).optional(),
    /** An app-level token, `xapp-…`: events come over a connection that the bot opens (Socket Mode). */
    app_token: z.string().startsWith('xapp-').optional(),
    /** A channel id to which everything is sent, wherever it was asked. */
    slack_channel: z.string().min(1).optional(),
    /** Answers a mention in a thread of its own. */
    use_threads: z.boolean().default(true),
    /** What is one conversation: all of a person, a person in a channel, or a thread. */
    conversation_granularity: z.enum(['sender', 'channel', 'thread']).default('thread'),
    /** Address of an HTTP proxy for calls of Slack's API. */
    proxy: z.url({ protocol: /^https?$/ }).optional(),
    /** Where Slack's API is. */
    slack_api_url: z.url().default('https://slack.com/api/'),
    slack_retry_reason_header: withoutEffect,
    slack_retry_number_header: withoutEffect,
    errors_ignore_retry: withoutEffect,
  })
  .refine(({ app_token, slack_signing_secret }) => app_token !== undefined || slack_signing_secret !== undefined, {
    path: ['slack_signing_secret'],
    error: 'is needed to verify what Slack sends, unless "app_token" is set',
  });

/** Settings of the Slack channel, parsed. */
export type SlackConfig = z.infer<typeof slackConfig>;
