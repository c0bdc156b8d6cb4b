import { type Request, type Response, Router } from 'express';
import { type ChannelContext, type OpenChannel, ParleyError, permanent } from '../../../core/index.js';
import type { PhoneConfig } from './config.js';
import { createGather } from './gather.js';
import { createLines } from './lines.js';
import { onlyFromTwilio, readWebhook } from './webhook.js';

/** Statuses after which a call is over. */
const over = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

/** Opens the phone: Twilio's webhooks are answered with what the bot says. */
export function openPhone(context: ChannelContext, config: PhoneConfig): OpenChannel {
  const lines = createLines();
  const gather = createGather(context, config, lines);

  async function answer(request: Request, response: Response): Promise<void> {
    const { form, query } = readWebhook(request);
    response.type('text/xml').send(await gather.answer(form, query, {}));
  }

  function noteStatus(request: Request, response: Response): void {
    const { form } = readWebhook(request);
    if (over.has(form.CallStatus)) lines.end(form.CallSid);
    response.sendStatus(204);
  }

  const router = Router();
  const verified = onlyFromTwilio(config, context.log);
  router.post('/webhook', verified, answer);
  router.post('/status', verified, noteStatus);
  context.mount(router);

  return {
    async send(outgoing) {
      const said = await lines.say(outgoing);
      if (said === 'over') throw permanent(new ParleyError('TWILIO_CALL_ENDED'));
      return said;
    },
  };
}
