import { Router } from 'express';
import { type Logger, sameSecret } from '../../core/index.js';
import { telegramError } from './errors.js';

/** Where Telegram posts: each request has to carry the secret of the webhook, and is acknowledged when it is stored. */
export function webhookRoute(secret: string, take: (update: unknown) => Promise<void>, log: Logger): Router {
  const router = Router();
  router.post('/webhook', async (request, response) => {
    const given = request.get('x-telegram-bot-api-secret-token');
    if (given === undefined || !sameSecret(given, secret)) {
      log.warn({ address: request.ip }, 'a request without the secret token of the webhook was refused');
      throw telegramError('TELEGRAM_SECRET_WRONG');
    }
    await take(request.body);
    response.json({ ok: true });
  });
  return router;
}
