import { type Request, type Response, Router } from 'express';
import { type ChannelContext, createTyping, formatError, type OpenChannel, ParleyError } from '../../core/index.js';
import { encode } from '../activity/encode.js';
import { parseActivity } from './activity.js';
import type { BotFrameworkConfig } from './config.js';
import { createConnector } from './connector.js';
import { decode } from './decode.js';
import { fetchFrom } from './files.js';
import { readReference } from './reference.js';
import { createOwnToken } from './token.js';
import { createVerify } from './verify.js';

/** What the platform wants to hear when a button of `Action.Execute` was taken: nothing is to be shown instead. */
const taken = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' };

/** Opens the channel: a request is verified, stored and acknowledged; answers are posted to the conversation. */
export async function openBotFramework(context: ChannelContext, config: BotFrameworkConfig): Promise<OpenChannel> {
  const { log } = context;
  const verify = await createVerify(config);
  const ownToken = createOwnToken(config);
  const connector = createConnector(config, ownToken);

  async function take(request: Request, response: Response): Promise<void> {
    await verifyOrReport(request);
    const activity = parseActivity(request.body);
    const decoded = decode(activity, config);
    const isInvoke = activity.type === 'invoke';
    if (decoded.kind === 'ignored') {
      log.debug({ type: activity.type, name: activity.name, why: decoded.why }, 'an activity is not for the bot');
      response.status(isInvoke ? 501 : 200).end();
      return;
    }
    await context.receive(decoded.incoming);
    if (isInvoke) response.json(taken);
    else response.status(202).end();
  }

  async function verifyOrReport(request: Request): Promise<void> {
    try {
      await verify(request.get('authorization'), request.body);
    } catch (error) {
      log.warn({ reason: formatError(error), from: request.ip }, 'a request was refused');
      throw error;
    }
  }

  const router = Router();
  router.post('/webhook', take);
  context.mount(router);
  if (config.messages_path !== undefined) {
    const alias = Router();
    alias.post('/', take);
    context.mount(alias, { path: config.messages_path });
  }

  const typing = createTyping((recipient) => {
    connector.post(readReference(recipient, config.app_id), { type: 'typing' }).catch((error: unknown) => {
      const reason = error instanceof ParleyError ? error.code : formatError(error);
      log.debug({ reason }, 'that the bot is typing could not be shown');
    });
  });

  return {
    async send({ recipient, message }) {
      const reference = readReference(recipient, config.app_id);
      await connector.post(reference, encode(message, reference.channelId, config));
      return 'delivered';
    },
    fetch: fetchFrom(config, ownToken),
    typing: typing.show,
    close: typing.stop,
  };
}
