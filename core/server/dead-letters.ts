import { type RequestHandler, Router } from 'express';
import type { EntityManager } from 'typeorm';
import { ParleyError } from '../errors.js';

/** Rows of one answer at most. */
const most = 1_000;

/**
 * `GET` lists the messages that were given up, latest first; `POST /retry` has them sent again, all of a channel or one
 * by its id. Whichever process looks after the outbox next takes them up. All behind `guard`.
 */
export function deadLetterRoutes(manager: EntityManager, guard: RequestHandler): Router {
  const router = Router();
  router.get('/', guard, async (request, response) => {
    const { channel, id } = choiceOf(request.query);
    const rows = await manager.query(
      `SELECT id, channel, recipient, conversation_id, message, attempts, last_error FROM outbox
       WHERE status = 'dead' AND ($1::text IS NULL OR channel = $1) AND ($2::bigint IS NULL OR id = $2)
       ORDER BY id DESC LIMIT $3`,
      [channel, id, most],
    );
    response.json(rows);
  });
  router.post('/retry', guard, async (request, response) => {
    const { channel, id } = choiceOf(request.query);
    if (channel === null && id === null) {
      const allowed = '?channel=… or ?id=…, as GET lists them';
      throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'channel', value: '', allowed });
    }
    const [row] = await manager.query(
      `WITH again AS (
         UPDATE outbox SET status = 'pending', attempts = 0, next_attempt_at = NULL, owner = NULL
         WHERE status = 'dead' AND ($1::text IS NULL OR channel = $1) AND ($2::bigint IS NULL OR id = $2)
         RETURNING id)
       SELECT count(*) AS n FROM again`,
      [channel, id],
    );
    response.json({ retried: Number(row.n) });
  });
  return router;
}

function choiceOf(query: Readonly<Record<string, unknown>>): { channel: string | null; id: string | null } {
  const { channel, id } = query;
  if (id !== undefined && !(typeof id === 'string' && /^\d{1,18}$/.test(id))) {
    throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'id', value: String(id), allowed: 'a number' });
  }
  return { channel: typeof channel === 'string' ? channel : null, id: id ?? null };
}
