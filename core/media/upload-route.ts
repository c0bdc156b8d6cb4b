import { type Request, Router } from 'express';
import type { ChannelContext } from '../channel.js';
import { formatError, ParleyError } from '../errors.js';

/** Whose an upload is. */
interface Uploader {
  readonly conversationId: string;
  readonly recipient: string;
}

/**
 * Takes files that are the bodies of requests: `POST …?…` with the name in `x-file-name`, percent-encoded. To be mounted with
 * `body: 'stream'`.
 *
 * @param uploaderOf says who sends a request, or throws
 */
export function uploadRoute(
  { files, log }: Pick<ChannelContext, 'files' | 'log'>,
  uploaderOf: (request: Request) => Uploader,
): Router {
  const router = Router();
  router.post('/', async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const uploader = uploaderOf(request);
      const length = Number(request.get('content-length') ?? Number.NaN);
      const file = {
        stream: request,
        name: nameIn(request.get('x-file-name')),
        ...(length >= 0 ? { size: length } : {}),
      };
      response.json({ ok: true, attachment: await files.upload(file, uploader, gone.signal) });
    } catch (error) {
      if (gone.signal.aborted) return;
      if (!(error instanceof ParleyError)) throw error;
      log.warn({ code: error.code, reason: formatError(error) }, 'an upload was refused');
      const { code, message, remedy } = error;
      // What is left of the body is of no use to anybody.
      response.set('connection', 'close').status(error.status).json({ ok: false, error: { code, message, remedy } });
    }
  });
  return router;
}

function nameIn(header: string | undefined): string | undefined {
  try {
    return header === undefined ? undefined : decodeURIComponent(header);
  } catch {
    return header;
  }
}
