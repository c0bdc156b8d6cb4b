import { type Request, type Response, Router } from 'express';
import { type ChannelContext, type OpenChannel, permanent } from '../../../core/index.js';
import { createStreams } from '../streams/streams.js';
import { callOf } from './call.js';
import { openOutbound } from './calls/outbound.js';
import type { PhoneConfig } from './config.js';
import { twilioError } from './errors.js';
import { createGather } from './gather.js';
import { createLines } from './lines.js';
import { afterRelay, connectRelay, relayPath } from './relay.js';
import { holdRelay } from './relay-session.js';
import { acceptSockets } from './sockets.js';
import { createTake } from './take.js';
import { speak } from './twiml.js';
import { type CallForm, type CallQuery, onlyFromTwilio, readWebhook } from './webhook.js';

/** Statuses after which a call is over. */
const over = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

/** Opens the phone: Twilio's webhooks are answered with what the bot says, or with where to connect. */
export function openPhone(context: ChannelContext, config: PhoneConfig): OpenChannel {
  const lines = createLines();
  const outbound = config.calls ? openOutbound(context, config) : undefined;
  const openingOf = async (call: string | undefined) => (await outbound?.openingOf(call)) ?? {};
  const desk = { context, config, lines, take: createTake(context, lines), openingOf };
  const gather = createGather(desk);
  const streams = config.mode === 'streams' && config.streams ? createStreams(desk, config.streams) : undefined;

  async function answer(request: Request, response: Response): Promise<void> {
    const { form, query } = readWebhook(request);
    response.type('text/xml').send(await twimlFor(form, query));
  }

  async function twimlFor(form: CallForm, query: CallQuery): Promise<string> {
    const { call, ended, turn } = query;
    if (outbound && call !== undefined && turn === undefined && ended === undefined) {
      const answered = await outbound.answered(call, form);
      if (answered.by === 'machine') {
        return speak(answered.tell, { kind: 'hangup' }, callOf(form, config.language), config);
      }
    }
    if (streams) return streams.answer(form, query);
    if (ended !== undefined) return afterRelay(config, form, { attempt: ended, call });
    if (config.mode === 'relay') return connectRelay(config, { call });
    return gather.answer(form, query, await openingOf(call));
  }

  async function noteStatus(request: Request, response: Response): Promise<void> {
    const { form, query } = readWebhook(request);
    if (over.has(form.CallStatus)) lines.end(form.CallSid);
    if (query.call !== undefined) await outbound?.noteStatus(query.call, form);
    response.sendStatus(204);
  }

  const router = Router();
  const verified = onlyFromTwilio(config, context.log);
  router.post('/webhook', verified, answer);
  router.post('/status', verified, noteStatus);
  context.mount(router);
  if (config.mode === 'relay') acceptSockets(context, config, relayPath, (socket) => holdRelay(socket, desk));

  return {
    async send(outgoing) {
      if (Object(outgoing.message.custom).do_not_call === true) await outbound?.refuse(outgoing.recipient);
      const said = await lines.say(outgoing);
      if (said === 'over') throw permanent(twilioError('TWILIO_CALL_ENDED'));
      return said;
    },
    close: () => outbound?.close(),
  };
}
