import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createSendParts, type Delivery, type Logger, type Outgoing, permanent, retryAfter } from '../../core/index.js';
import type { SlackConfig } from './config.js';
import { encode, type SlackPost } from './encode.js';
import { slackError } from './errors.js';
import { type Target, targetOf } from './place.js';
import { splitUploads, type Upload } from './upload.js';

/** What posting works with. */
export interface PostingOptions {
  readonly client: webApi.WebClient;
  readonly config: Pick<SlackConfig, 'slack_channel'>;
  readonly upload: Upload;
  readonly log: Logger;
}

/** Refusals that stay, whatever is tried (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const lasting: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'is_archived',
  'messages_tab_disabled',
  'msg_too_long',
  'no_text',
  'not_in_channel',
  'restricted_action',
  'user_not_found',
]);

/** What Slack says of blocks that it can't show, such as an image that it can't fetch. */
const refusedBlocks: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_blocks_format']);

const rateLimited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });
const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({ error: z.string(), needed: z.string().optional() }),
});

/** Makes the `send` of the channel; what has been posted is not posted again when a later part is retried. */
export function createPosting({
  client,
  config,
  upload,
  log,
}: PostingOptions): (outgoing: Outgoing) => Promise<Delivery> {
  const sendParts = createSendParts();

  async function post(target: Readonly<Record<string, unknown>>, content: SlackPost): Promise<void> {
    try {
      await client.apiCall('chat.postMessage', { ...target, ...content });
    } catch (error) {
      const { blocks, ...withoutBlocks } = content;
      const refusal = refusalOf(error);
      if (blocks === undefined || content.text === '' || refusal === undefined || !refusedBlocks.has(refusal))
        throw error;
      log.warn({ reason: refusal }, 'Slack could not show the blocks of a message; it is posted as text.');
      await client.apiCall('chat.postMessage', { ...target, ...withoutBlocks });
    }
  }

  return async ({ id, recipient, message }) => {
    const { channel, thread } = targetOf(recipient);
    const elsewhere = config.slack_channel !== undefined && config.slack_channel !== channel;
    const target: Target = { channel: config.slack_channel ?? channel, thread: elsewhere ? undefined : thread };
    const where = { channel: target.channel, ...(target.thread === undefined ? {} : { thread_ts: target.thread }) };
    const { uploads, rest } = splitUploads(message);
    const steps = [
      ...uploads.map((file) => () => upload(target, file)),
      ...encode(rest).map((content) => () => post(where, content)),
    ];
    return sendParts(id, steps, async (step) => {
      await step().catch((error: unknown) => {
        throw explained(error);
      });
      return 'delivered';
    });
  };
}

/** What Slack answered to a call that it refused, such as `invalid_auth`. */
export function refusalOf(error: unknown): string | undefined {
  return platformError.safeParse(error).data?.data.error;
}

/** The error of a call in Parley's terms: when to try again, and whether that is of use. */
function explained(error: unknown): unknown {
  const limited = rateLimited.safeParse(error).data;
  if (limited) {
    const seconds = limited.retryAfter;
    return retryAfter(slackError('SLACK_RATE_LIMITED', { seconds }, { cause: error }), seconds * 1_000);
  }
  const refused = platformError.safeParse(error).data?.data;
  if (refused === undefined) return error;
  const reason = refused.needed === undefined ? refused.error : `${refused.error}: ${refused.needed}`;
  const fault = slackError('SLACK_REFUSED', { reason }, { owner: 'slack', cause: error });
  return lasting.has(refused.error) ? permanent(fault) : fault;
}
