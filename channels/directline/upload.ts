import { type Request, Router } from 'express';
import type { ChannelContext, IncomingAttachment } from '../../core/index.js';
import { baseOf } from './address.js';
import type { DirectLineConfig } from './config.js';
import { conversationIdOf } from './decode.js';
import { answerInShape } from './failures.js';
import type { Guard } from './guard.js';
import { readUpload } from './multipart.js';
import { parsePosted } from './posted.js';
import type { Streams } from './streams.js';
import type { Take } from './take.js';

/** What the route works with. */
export interface UploadParts {
  readonly guard: Guard;
  readonly streams: Streams;
  readonly take: Take;
}

/** The route that takes files together with the activity that they belong to; to be mounted with `body: 'stream'`. */
export function uploadRoutes(
  context: ChannelContext,
  config: DirectLineConfig,
  { guard, streams, take }: UploadParts,
): Router {
  const { files } = context;
  const router = Router();

  /** An uploaded file as pages get it: under an address of its own. */
  function shown({ mime, name, media }: IncomingAttachment, request: Request): object {
    const address = files.addressOf(media ?? '');
    const contentUrl = address.startsWith('/') ? `${baseOf(request, config)}${address}` : address;
    return { contentType: mime, contentUrl, ...(name ? { name } : {}) };
  }

  router.post('/conversations/:id/upload', async (request, response) => {
    const { id } = request.params;
    const caller = guard.callerIn(request, id);
    take.count(id, response);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { files: given, activity } = await readUpload(request, config.upload_bytes);
    const from = { id: String(request.query.userId ?? '') || undefined };
    const posted = parsePosted(activity ?? { type: 'message', from });
    const uploader = { conversationId: conversationIdOf(id), recipient: id };
    const uploaded: IncomingAttachment[] = [];
    for (const file of given) uploaded.push(await files.upload(file, uploader, gone.signal));
    const attachments = uploaded.map((one) => shown(one, request));
    response.json({ id: await take.activity(id, caller, { ...posted, attachments }, uploaded) });
    await streams.catchUp(id);
  });

  router.use(answerInShape(context));
  return router;
}
