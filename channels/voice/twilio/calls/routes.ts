import { randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { ParleyError } from '../../../../core/index.js';
import { twilioError } from '../errors.js';
import type { Dialler } from './dialler.js';
import { nextCallingTime } from './hours.js';
import type { CallContent, CallRow, Ledger } from './ledger.js';
import { calleeOf } from './numbers.js';
import { type CampaignRequest, callRequest, campaignRequest } from './requests.js';

/** The routes at `/calls`, for whoever knows the token of the server. */
export function callRoutes(ledger: Ledger, dialler: Dialler, requireToken: RequestHandler): Router {
  async function placeCall(request: Request, response: Response): Promise<void> {
    const { id = randomUUID(), to, ...content } = parse(callRequest, request.body, 'a call: {"to": "+1…"}');
    const { number } = calleeOf(to);
    if (await ledger.isRefused(number)) throw twilioError('TWILIO_NUMBER_REFUSED', { number });
    const row = await ledger.add(id, number, present(content));
    if (row) await dialOrGiveUp(row);
    response.status(202).json(reportOf((await ledger.find(id)) ?? unknown('call', id)));
  }

  /** What Twilio refused is over; without an answer the call may have been placed, and its webhooks will tell. */
  async function dialOrGiveUp(row: CallRow): Promise<void> {
    try {
      await dialler.dial(row);
    } catch (error) {
      const isOver = error instanceof ParleyError && error.code === 'TWILIO_REFUSED';
      if (isOver) await ledger.ended(row.id, undefined, 'invalid', error.message);
      throw error;
    }
  }

  async function addCampaign(request: Request, response: Response): Promise<void> {
    const asked = parse(campaignRequest, request.body, 'a campaign: {"name": "…", "numbers": ["+1…"]}');
    const { id = randomUUID(), name, rate, retries, hours } = asked;
    await ledger.addCampaign(id, name, { rate, retries, hours }, callsOf(asked));
    dialler.wake();
    response.status(202).json((await ledger.report(id)) ?? unknown('campaign', id));
  }

  async function stopCampaign(request: Request, response: Response): Promise<void> {
    const id = idOf(request);
    if (!(await ledger.stop(id))) unknown('campaign', id);
    response.json(await ledger.report(id));
  }

  const router = Router();
  router.use(requireToken);
  router.post('/', placeCall);
  router.post('/campaigns', addCampaign);
  router.get('/campaigns/:id', async (request, response) => {
    response.json((await ledger.report(idOf(request))) ?? unknown('campaign', idOf(request)));
  });
  router.post('/campaigns/:id/stop', stopCampaign);
  router.put('/do-not-call/:number', async (request, response) => {
    const { number } = calleeOf(String(request.params.number));
    await ledger.refuse(number);
    response.json({ number, do_not_call: true });
  });
  router.delete('/do-not-call/:number', async (request, response) => {
    const { number } = calleeOf(String(request.params.number));
    await ledger.allow(number);
    response.json({ number, do_not_call: false });
  });
  router.get('/:id', async (request, response) => {
    response.json(reportOf((await ledger.find(idOf(request))) ?? unknown('call', idOf(request))));
  });
  return router;
}

function reportOf({ id, number, status, outcome, attempts, sid, error, campaignId }: CallRow) {
  return { id, to: number, status, outcome, attempts, call_sid: sid, error, campaign: campaignId };
}

/** Each number once, with its zones, and when it may be called first. @throws ParleyError BODY_INVALID, TWILIO_NUMBER_INVALID */
function callsOf({ numbers, hours, welcome, prompt, metadata, voicemail }: CampaignRequest) {
  const now = new Date();
  /** By zones: looking a week ahead for each of 20,000 numbers would hold the process up. */
  const times = new Map<string, Date | undefined>();
  const timeIn = (zones: readonly string[]): Date | undefined => {
    const key = zones.join();
    if (!times.has(key)) times.set(key, nextCallingTime(hours, zones, now));
    return times.get(key);
  };
  return numbers.map((person) => {
    const { number, zones: possible } = calleeOf(person.to);
    const zones = 'time_zone' in person && person.time_zone !== undefined ? [person.time_zone] : possible;
    const dueAt = timeIn(zones);
    if (!dueAt) {
      const problems = `hours: ${hours.from} to ${hours.until} is never at once in all time zones of ${number}`;
      throw new ParleyError('BODY_INVALID', { problems, expected: 'longer hours, or its time_zone' });
    }
    const own = 'metadata' in person ? { ...metadata, ...person.metadata } : metadata;
    return { number, dueAt, content: { ...present({ welcome, prompt, voicemail, metadata: own }), zones } };
  });
}

/** Without what is undefined. */
function present(content: { readonly [Key in keyof CallContent]?: CallContent[Key] | undefined }): CallContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function parse<Shape>(schema: z.ZodType<Shape>, body: unknown, expected: string): Shape {
  const { data, error } = schema.safeParse(body);
  if (error === undefined && data !== undefined) return data;
  const problems = (error?.issues ?? []).slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ParleyError('BODY_INVALID', { problems: problems.join('; '), expected });
}

function idOf(request: Request): string {
  const id = String(request.params.id);
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? id : unknown('call', id.slice(0, 40));
}

function unknown(what: string, id: string): never {
  throw twilioError('TWILIO_CALL_UNKNOWN', { what, id });
}
