import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { ParleyError } from '../../errors.js';
import { readParseData } from '../../tracker/parse-event.js';
import type { ConversationApi } from './backend.js';
import { bodyAs, eventsIn, readBytes } from './body.js';
import { conversationOf, flagOf, includeOf, showOf, untilOf } from './query.js';

const actionBody = z.looseObject({
  name: z.string().min(1),
  policy: z.string().nullish(),
  confidence: z.number().nullish(),
});
const named = z.looseObject({ entity: z.string().min(1), value: z.unknown() });
const intentBody = z.looseObject({
  name: z.string().min(1),
  /** Rasa's short form `{"size": "small"}`, or a list of entities. */
  entities: z.union([z.array(named), z.record(z.string(), z.unknown())]).nullish(),
});
const messageBody = z.looseObject({
  text: z.string(),
  sender: z.literal('user'),
  parse_data: z.record(z.string(), z.unknown()).nullish(),
});

/** The routes under `/conversations` (rasa.com/docs/rasa/pages/http-api, "Tracker"); ids may hold slashes. */
export function conversationRoutes(conversations: ConversationApi, guard: RequestHandler): Router {
  const router = Router();
  const known: RequestHandler = async (request, _response, next) => {
    if (await conversations.exists(conversationOf(request))) next();
    else throw new ParleyError('CONVERSATION_UNKNOWN');
  };

  router.get('/*id/tracker', guard, async (request, response) => {
    response.json(await conversations.tracker(conversationOf(request), includeOf(request), untilOf(request)));
  });
  router.post('/*id/tracker/events', guard, readBytes, async (request, response) => {
    const show = { ...showOf(request), sideEffects: flagOf(request, 'execute_side_effects', false) };
    response.json(await conversations.addEvents(conversationOf(request), eventsIn(request), show));
  });
  router.put('/*id/tracker/events', guard, readBytes, async (request, response) => {
    response.json(await conversations.replaceEvents(conversationOf(request), eventsIn(request), includeOf(request)));
  });
  router.get('/*id/story', guard, known, async (request, response) => {
    const options = { until: untilOf(request), allSessions: flagOf(request, 'all_sessions', false) };
    response.type('text/plain').send(await conversations.story(conversationOf(request), options));
  });
  router.post('/*id/execute', guard, known, readBytes, async (request, response) => {
    const { name, policy, confidence } = bodyAs(request, actionBody, '{"name": "utter_greet"}');
    const order = { name, policy: policy ?? undefined, confidence: confidence ?? undefined };
    response.json(await conversations.execute(conversationOf(request), order, showOf(request)));
  });
  router.post('/*id/trigger_intent', guard, readBytes, async (request, response) => {
    const { name, entities } = bodyAs(request, intentBody, '{"name": "greet", "entities": {"size": "small"}}');
    const order = { name, entities: listOf(entities ?? []) };
    response.json(await conversations.trigger(conversationOf(request), order, showOf(request)));
  });
  router.post('/*id/predict', guard, known, async (request, response) => {
    response.json(await conversations.predict(conversationOf(request)));
  });
  router.post('/*id/messages', guard, readBytes, async (request, response) => {
    const { text, parse_data } = bodyAs(request, messageBody, '{"text": "hi", "sender": "user"}');
    const message = { text, parseData: parse_data ? readParseData(parse_data, text) : undefined };
    response.json(await conversations.addMessage(conversationOf(request), message, includeOf(request)));
  });
  return router;
}

function listOf(entities: readonly Record<string, unknown>[] | Record<string, unknown>) {
  if (Array.isArray(entities)) return entities as readonly Record<string, unknown>[];
  return Object.entries(entities).map(([entity, value]) => ({ entity, value }));
}
