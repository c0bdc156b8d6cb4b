import { Router } from 'express';
import { z } from 'zod';
import {
  askedPause,
  type ChannelContext,
  createSendParts,
  defineChannel,
  type OpenChannel,
  permanent,
  retryAfter,
} from '../../core/index.js';
import { jsonCapabilities } from './capabilities.js';
import { decode } from './decode.js';
import { encode, type RestMessage } from './encode.js';
import { restError } from './errors.js';

/** What Rasa's `EndpointConfig` takes: where to post to, and what belongs to each request. */
const callbackConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  params: z.record(z.string(), z.coerce.string()).nullish(),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  basic_auth: z.strictObject({ username: z.string(), password: z.string() }).nullish(),
  token: z.coerce.string().nullish(),
  token_name: z.string().default('token'),
  /** How long the server may take to accept a message, in seconds. */
  timeout: z.number().positive().max(300).default(30),
});

type CallbackConfig = z.infer<typeof callbackConfig>;

/**
 * Rasa's callback channel: `POST /webhooks/callback/webhook` with `{"sender", "message"}` answers `success`, and each
 * message of the bot is posted to `url` as one JSON object (rasa/core/channels/callback.py).
 */
export const callback = defineChannel<CallbackConfig>({
  name: 'callback',
  capabilities: jsonCapabilities,
  config: callbackConfig,
  open: openCallback,
  setup: (config, { publicUrl }) => ({
    openTo: 'everybody',
    missing: config ? [] : ['url'],
    steps: [
      'Name `callback:` in credentials.yml with the `url` that shall get the messages of the bot.',
      'Whoever reaches the address may speak as anybody: let only your own servers reach it.',
    ],
    addresses: [{ label: 'Address for your servers', url: `${publicUrl}/webhooks/callback/webhook` }],
  }),
});

function openCallback(context: ChannelContext, config: CallbackConfig): OpenChannel {
  const url = new URL(config.url);
  for (const [name, value] of Object.entries(config.params ?? {})) url.searchParams.set(name, value);
  if (config.token) url.searchParams.set(config.token_name, config.token);
  const { username, password } = config.basic_auth ?? {};
  const basic = username === undefined ? {} : { authorization: basicAuthorization(username, password ?? '') };
  const headers = { ...config.headers, ...basic, 'content-type': 'application/json' };

  const router = Router();
  router.post('/webhook', async (request, response) => {
    await context.receive(decode(request.body, request.get('idempotency-key')));
    response.type('text/plain').send('success');
  });
  context.mount(router);

  const sendParts = createSendParts();

  async function post(message: RestMessage): Promise<'delivered'> {
    const signal = AbortSignal.timeout(config.timeout * 1_000);
    const request = { method: 'POST', headers, body: JSON.stringify(message), signal, redirect: 'error' } as const;
    const response = await fetch(url, request).catch((cause: unknown) => {
      throw restError('CALLBACK_FAILED', { host: url.host, reason: reasonOf(cause) }, { cause });
    });
    await response.body?.cancel();
    if (!response.ok) throw refusal(response, url.host);
    return 'delivered';
  }

  const posting = new Set<Promise<unknown>>();
  return {
    send({ id, recipient, message }) {
      const sent = sendParts(id, encode(recipient, message), post).finally(() => posting.delete(sent));
      posting.add(sent);
      return sent;
    },
    // What is under way may have been taken already, and would be sent again after the next start.
    close: async () => void (await Promise.allSettled(posting)),
  };
}

const basicAuthorization = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** What the server will never take is given up; all else is tried again. */
function refusal({ status, headers }: Response, host: string): Error {
  const error = restError('CALLBACK_FAILED', { host, reason: `status ${status}` });
  const ms = askedPause(headers);
  if (ms !== undefined) return retryAfter(error, ms);
  const isFinal = status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status);
  return isFinal ? permanent(error) : error;
}

function reasonOf(error: unknown): string {
  const { cause, name, message } = error as Error;
  if (name === 'TimeoutError') return 'no answer in time';
  const code: unknown = Object(cause).code;
  return typeof code === 'string' ? code : message;
}
