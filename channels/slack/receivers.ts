import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { type Logger, ParleyError, type RawRequest } from '../../core/index.js';
import { slackError } from './errors.js';
import { signatureFault } from './signature.js';

/**
 * Hands an event to Bolt and acknowledges it when all listeners are done. Bolt by itself acknowledges first, and what
 * could not be stored then would be lost.
 */
async function processThenAcknowledge(app: App, event: ReceiverEvent): Promise<void> {
  let answer: unknown;
  await app.processEvent({
    ...event,
    ack: async (response) => {
      answer = response;
    },
  });
  await event.ack(answer);
}

/** A receiver of Bolt that takes what Slack posts to a router of the bot's own server. */
export interface HttpReceiver extends Receiver {
  readonly router: Router;
}

const verification = z.object({ type: z.literal('url_verification'), challenge: z.string() });
const anyBody = z.record(z.string(), z.unknown());
const interactive = z.object({ payload: z.string() });

/** Receives over HTTP: signature, then Slack's question whether the address is right, then events, presses, commands. */
export function createHttpReceiver(signingSecret: string, log: Logger): HttpReceiver {
  const router = Router();
  let app: App | undefined;

  const verify: RequestHandler = (request, _response, next) => {
    const raw = (request as RawRequest).rawBody ?? Buffer.alloc(0);
    const headers = {
      timestamp: request.get('x-slack-request-timestamp'),
      signature: request.get('x-slack-signature'),
    };
    const fault = signatureFault(signingSecret, raw, headers, Date.now());
    if (fault === undefined) return next();
    log.warn({ fault, address: request.ip }, 'a request to the Slack channel was refused');
    throw slackError('SLACK_SIGNATURE_INVALID', { fault });
  };

  router.post('/webhook', verify, async (request, response) => {
    const body = bodyOf(request.body);
    const asked = verification.safeParse(body);
    if (asked.success) return void response.json({ challenge: asked.data.challenge });
    if (app === undefined) throw new ParleyError('CHANNEL_CLOSED', { channel: 'slack' });
    await processThenAcknowledge(app, {
      body,
      ack: async (answer) => void (answer === undefined ? response.end() : response.json(answer)),
    });
  });

  return {
    router,
    init(bolt) {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/** Events are JSON, commands a form, and presses a form with JSON in it. */
function bodyOf(body: unknown): Record<string, unknown> {
  const outer = anyBody.safeParse(body);
  if (!outer.success) throw notSlacks('no object');
  const form = interactive.safeParse(outer.data);
  if (!form.success) return outer.data;
  try {
    return anyBody.parse(JSON.parse(form.data.payload));
  } catch (cause) {
    throw notSlacks('"payload" is no JSON object', cause);
  }
}

function notSlacks(problems: string, cause?: unknown): ParleyError {
  return new ParleyError('BODY_INVALID', { problems, expected: 'what Slack sends' }, { cause });
}

/** The same receiver, acknowledging what it takes only when all listeners are done. */
export function acknowledgingLate(receiver: Receiver): Receiver {
  return {
    init(app) {
      const patient: App = Object.create(app, {
        processEvent: { value: (event: ReceiverEvent) => processThenAcknowledge(app, event) },
      });
      receiver.init(patient);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}
