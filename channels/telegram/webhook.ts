import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Logger } from '../../core/index.js';
import { telegramError } from './errors.js';

/** Where Telegram posts: each request has to carry the secret of the webhook, and is acknowledged when it is stored. */
export function webhookRoute(secret: string, take: (update: unknown) => Promise<void>, log: Logger): Router {
  const expected = digest(secret);
  const router = Router();
  router.post('/webhook', async (request, response) => {
    const given = request.get('x-telegram-bot-api-secret-token');
    if (given === undefined || !timingSafeEqual(digest(given), expected)) {
      log.warn({ address: request.ip }, 'a request without the secret token of the webhook was refused');
      throw telegramError('TELEGRAM_SECRET_WRONG');
    }
    await take(request.body);
    response.json({ ok: true });
  });
  return router;
}

/** Digests have one length, which `timingSafeEqual` asks for. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
