import { type RequestHandler, Router } from 'express';
import { ParleyError } from '../errors.js';
import type { Erasure } from './erasure.js';
import type { Identity } from './identity.js';
import type { Whom } from './whom.js';

/**
 * `GET /people?conversation=…` (or `?person=…`, or `?channel=…&id=…`) says what is held of a person, `DELETE` erases
 * it; `GET /people/history?conversation=…` tells all their events. All behind `guard`.
 */
export function peopleRoutes(erasure: Erasure, identity: Pick<Identity, 'history'>, guard: RequestHandler): Router {
  const router = Router();
  router.get('/history', guard, async (request, response) => {
    response.json(await identity.history(text(request.query, 'conversation') ?? missing()));
  });
  router.get('/', guard, async (request, response) => {
    response.json(await erasure.find(whomOf(request.query)));
  });
  router.delete('/', guard, async (request, response) => {
    response.json(await erasure.erase(whomOf(request.query)));
  });
  return router;
}

function whomOf(query: Readonly<Record<string, unknown>>): Whom {
  const [conversation, person, channel, id] = ['conversation', 'person', 'channel', 'id'].map((key) =>
    text(query, key),
  );
  const ways: Whom[] = [
    ...(conversation === undefined ? [] : [{ conversation }]),
    ...(person === undefined ? [] : [{ person }]),
    ...(channel === undefined || id === undefined ? [] : [{ channel, id }]),
  ];
  return ways.length === 1 && ways[0] ? ways[0] : missing();
}

function text(query: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = query[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function missing(): never {
  const allowed = 'one of ?conversation=…, ?person=…, or ?channel=… with &id=…';
  throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'conversation', value: '', allowed });
}
