import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Logger } from '../kernel/logger.js';
import { reasonOf } from './faults.js';
import type { Media } from './media.js';

/** Types that a browser may show; all others it only saves. */
const shown = /^(image|audio|video)\/(?!svg)/;

/**
 * Serves files to whoever has a signed address. Nothing in a file may act as a page of the bot's origin: the type is the one
 * found by its bytes, browsers must not guess another, and the policy denies everything else.
 */
export function mediaRoute(media: Pick<Media, 'check' | 'open'>, log: Logger): Router {
  const router = Router();
  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const { expires, signature } = request.query;
    media.check(id, expires, signature);
    const { stream, mime, name, size } = await media.open(id);
    if (shown.test(mime)) response.set('content-disposition', 'inline');
    else response.attachment(name ?? 'file');
    response.set({
      'content-type': mime,
      'content-length': String(size),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': `private, max-age=${Math.max(0, Number(expires) - Math.floor(Date.now() / 1_000))}`,
      // The widget shows pictures on pages of other origins.
      'cross-origin-resource-policy': 'cross-origin',
    });
    await pipeline(stream, response).catch((error: unknown) => {
      log.debug({ id, reason: reasonOf(error) }, 'a file was not read to its end');
    });
  });
  return router;
}
