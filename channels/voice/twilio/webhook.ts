import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { type Logger, ParleyError } from '../../../core/index.js';
import type { PhoneConfig } from './config.js';
import { twilioError } from './errors.js';
import { isSignedWebhook } from './signature.js';

/** What Twilio tells with every webhook of a call, and what some add (https://www.twilio.com/docs/voice/twiml#request-parameters). */
const callForm = z.object({
  CallSid: z.string().min(1).max(64),
  AccountSid: z.string().optional(),
  From: z.string().default(''),
  To: z.string().default(''),
  Direction: z.string().default('inbound'),
  CallStatus: z.string().default(''),
  SpeechResult: z.string().optional(),
  Confidence: z.coerce.number().optional().catch(undefined),
  Digits: z.string().optional(),
  AnsweredBy: z.string().optional(),
  DialCallStatus: z.string().optional(),
  HandoffData: z.string().optional(),
  SessionStatus: z.string().optional(),
});

/** A webhook of a call, parsed. */
export type CallForm = z.infer<typeof callForm>;

const number = z.coerce.number().int().min(0).max(100_000);

/** What the bot itself wrote behind the addresses that it gave to Twilio. */
const callQuery = z.object({
  /** The number of the turn that begins; the first webhook of a call has none. */
  turn: number.optional(),
  /** How often this turn has been asked for. */
  wait: number.optional(),
  /** The session of the call is over; how often it has been opened again. */
  ended: number.optional(),
  /** The outbound call, by its own id. */
  call: z.uuid().optional(),
});

/** What stands behind the address of a webhook, parsed. */
export type CallQuery = z.infer<typeof callQuery>;

/** Reads a webhook. @throws ParleyError BODY_INVALID */
export function readWebhook(request: Request): { readonly form: CallForm; readonly query: CallQuery } {
  const form = callForm.safeParse(request.body);
  const query = callQuery.safeParse(request.query);
  const problems = [...(form.error?.issues ?? []), ...(query.error?.issues ?? [])];
  if (form.success && query.success) return { form: form.data, query: query.data };
  const named = problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new ParleyError('BODY_INVALID', { problems: named, expected: 'a webhook of a call, as Twilio does' });
}

/** Lets through what Twilio signed for this account. */
export function onlyFromTwilio(config: PhoneConfig, log: Logger): RequestHandler {
  return (request, _response, next) => {
    const account: unknown = Object(request.body).AccountSid;
    const isOurs = config.account_sid === undefined || account === undefined || account === config.account_sid;
    if (isSignedWebhook(config, request) && isOurs) return next();
    log.warn({ address: request.ip, path: request.path }, 'a request was refused: its signature is missing or wrong');
    throw twilioError('TWILIO_SIGNATURE_INVALID');
  };
}
