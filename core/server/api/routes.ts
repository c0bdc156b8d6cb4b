import { Router } from 'express';
import type { Logger } from '../../kernel/logger.js';
import { type Locks, requireAccess } from '../auth.js';
import type { ApiBackend } from './backend.js';
import { createBackground } from './background.js';
import { conversationRoutes } from './conversations.js';
import { modelRoutes } from './models.js';
import { openApi } from './openapi.js';
import { conversationOf } from './query.js';

/**
 * The routes of Rasa's HTTP API, behind their locks, and their description at `/openapi.json`. Bodies are read behind the
 * guard, so that only those who may call send large ones.
 */
export function apiRoutes(
  { conversations, models }: ApiBackend,
  locks: Locks,
  { version, log }: { readonly version: string; readonly log: Logger },
): Router {
  const router = Router();
  const description = openApi(version);
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.use('/conversations', conversationRoutes(conversations, requireAccess(locks, conversationOf)));
  router.use(modelRoutes(models, requireAccess(locks), createBackground(version, log)));
  return router;
}
