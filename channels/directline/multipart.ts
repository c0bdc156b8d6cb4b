import type { IncomingMessage } from 'node:http';
import { ParleyError } from '../../core/index.js';

/** What a request uploads: files, and the activity that they belong to, if it says one. */
export interface Upload {
  readonly files: readonly UploadedFile[];
  /** JSON, not looked at yet. */
  readonly activity: unknown;
}

/** A file of an upload. */
interface UploadedFile {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly name: string | undefined;
}

/**
 * Reads the body of an upload: `multipart/form-data` with an activity and files, as Web Chat sends it, or one file as it is.
 *
 * @param limit bytes of a form at most; all of it is held in memory
 * @throws ParleyError MEDIA_TOO_LARGE, BODY_INVALID
 */
export async function readUpload(request: IncomingMessage, limit: number): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return {
      files: [{ stream: request, name: fileName(request.headers['content-disposition']) }],
      activity: undefined,
    };
  }
  const form = await formIn(await bytesOf(request, limit), type);
  const parts = [...form.entries()].flatMap(([field, part]) => (typeof part === 'string' ? [] : [{ field, part }]));
  const written = form.get('activity');
  return {
    files: parts
      .filter(({ field }) => field !== 'activity')
      .map(({ part }) => ({ stream: chunksOf(part), name: part.name || undefined })),
    activity: written === null ? undefined : jsonIn(typeof written === 'string' ? written : await written.text()),
  };
}

async function bytesOf(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new ParleyError('MEDIA_TOO_LARGE', { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Node.js reads forms where it reads answers. */
async function formIn(bytes: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('the part "activity" is no JSON', cause);
  }
}

function invalid(problems: string, cause: unknown): ParleyError {
  const expected = 'a form with a part "activity" and parts "file"';
  return new ParleyError('BODY_INVALID', { problems, expected }, { cause });
}

async function* chunksOf(part: Blob): AsyncIterable<Uint8Array> {
  yield new Uint8Array(await part.arrayBuffer());
}

/** The name in a header such as `name="file"; filename="rose.jpg"`. */
function fileName(disposition: string | undefined): string | undefined {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1];
}
