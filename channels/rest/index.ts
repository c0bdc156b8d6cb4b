import { z } from 'zod';
import { defineChannel } from '../../core/index.js';
import { jsonCapabilities } from './capabilities.js';
import { openRest } from './transport.js';

export { callback } from './callback.js';

/** Settings of the REST channel. */
const restConfig = z.strictObject({
  /** How long a request waits for its turn, in seconds; then it gets what there is. */
  answer_timeout: z.number().positive().max(600).default(60),
});

/** Settings of the REST channel, parsed. */
export type RestConfig = z.infer<typeof restConfig>;

/**
 * Rasa's REST channel: `POST /webhooks/rest/webhook` with `{"sender", "message"}` answers with the bot's messages as a
 * JSON array, or, with `?stream=true`, one JSON object for each line as they come.
 *
 * A request may carry an id of its own (`metadata.message_id` or the header `Idempotency-Key`). Repeated, it runs no
 * second turn: it gets those replies that no request has got yet, such as after a restart of the bot.
 */
export const rest = defineChannel<RestConfig>({
  name: 'rest',
  capabilities: jsonCapabilities,
  config: restConfig,
  answersOnly: true,
  open: openRest,
  setup: (_config, { publicUrl }) => ({
    openTo: 'everybody',
    missing: [],
    steps: [
      'Name `rest:` in credentials.yml. Whoever reaches it may speak as anybody: let only your own servers reach it.',
      'Post {"sender": "…", "message": "…"} to the address; the answer is the bot’s messages.',
    ],
    addresses: [{ label: 'Address for your servers', url: `${publicUrl}/webhooks/rest/webhook` }],
  }),
});
