import { Router } from 'express';

/** Something that has to work before the bot can answer, such as the database. */
export interface HealthCheck {
  readonly name: string;
  /** Resolves when it works; a throw says that it does not. */
  check(): void | Promise<void>;
}

/** How long one check may take, in ms. */
const checkTimeoutMs = 5_000;

/** How many messages were given up, by channel. */
export type CountDeadLetters = () => Promise<Readonly<Record<string, number>>>;

/**
 * `/health/live`: the process answers. `/health/ready` and `/health`: all checks pass, else 503; messages that were given
 * up are told, and no reason to take the bot off the net.
 */
export function healthRoutes(checks: readonly HealthCheck[], countDeadLetters: CountDeadLetters): Router {
  const router = Router();
  router.get('/live', (_request, response) => void response.json({ status: 'ok' }));
  router.get(['/', '/ready'], async (_request, response) => {
    const results = await Promise.all(checks.map(async (one) => [one.name, await passes(one)] as const));
    const ready = results.every(([, passed]) => passed);
    // Where they can't be counted, the check of the database says why.
    const dead_letters = ready ? await countDeadLetters().catch(() => ({})) : {};
    response.status(ready ? 200 : 503).json({
      status: ready ? 'ok' : 'failing',
      checks: Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'ok' : 'failing'])),
      ...(Object.keys(dead_letters).length > 0 ? { dead_letters } : {}),
    });
  });
  return router;
}

async function passes({ check }: HealthCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), checkTimeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve(check()).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
