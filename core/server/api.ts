import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { ParleyError } from '../errors.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Event } from '../tracker/events.js';
import { parseEvent } from '../tracker/parse-event.js';

const eventChoices = ['AFTER_RESTART', 'ALL', 'APPLIED', 'NONE'] as const;

/** Which events a tracker is returned with. */
type IncludeEvents = (typeof eventChoices)[number];

/** What the HTTP API asks of the bot. */
export interface ApiBackend {
  /** A conversation in Rasa's JSON form; `until` is in seconds since 1970. */
  tracker(conversationId: string, includeEvents: IncludeEvents, until: number | undefined): Promise<object>;
  /** Adds events to a conversation between its turns; nothing is sent. Returns the conversation afterwards. */
  addEvents(conversationId: string, events: readonly Event[], includeEvents: IncludeEvents): Promise<object>;
  parse(text: string, messageId: string | undefined): Promise<ParseResult>;
}

const parseRequest = z.object({ text: z.string(), message_id: z.string().optional() });

/** The routes of Rasa's HTTP API, behind `guard`. */
export function apiRoutes(backend: ApiBackend, guard: RequestHandler): Router {
  const router = Router();
  router.get('/conversations/:id/tracker', guard, async (request, response) => {
    const { include_events: include = 'AFTER_RESTART', until } = request.query;
    response.json(await backend.tracker(String(request.params.id), includeEvents(include), seconds(until)));
  });
  router.post('/conversations/:id/tracker/events', guard, async (request, response) => {
    const { include_events: include = 'AFTER_RESTART' } = request.query;
    const events = eventsOf(request.body);
    response.json(await backend.addEvents(String(request.params.id), events, includeEvents(include)));
  });
  router.post('/model/parse', guard, async (request, response) => {
    const parsed = parseRequest.safeParse(request.body);
    if (!parsed.success) {
      throw new ParleyError('BODY_INVALID', { problems: z.prettifyError(parsed.error), expected: '{"text": "…"}' });
    }
    response.json(await backend.parse(parsed.data.text, parsed.data.message_id));
  });
  return router;
}

/** One event or a list of them. */
function eventsOf(body: unknown): Event[] {
  try {
    return (Array.isArray(body) ? body : [body]).map((event) => parseEvent(event));
  } catch (error) {
    const problems = error instanceof Error ? error.message : String(error);
    throw new ParleyError('BODY_INVALID', { problems, expected: '{"event": "resume"} or a list of events' });
  }
}

function includeEvents(value: unknown): IncludeEvents {
  const chosen = eventChoices.find((choice) => choice === value);
  if (chosen) return chosen;
  const allowed = eventChoices.join(', ');
  throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'include_events', value: String(value), allowed });
}

function seconds(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const time = Number(value);
  if (typeof value === 'string' && value !== '' && Number.isFinite(time)) return time;
  const allowed = 'a time in seconds since 1970';
  throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'until', value: String(value), allowed });
}
