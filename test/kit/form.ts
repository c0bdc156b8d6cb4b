import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A file in a form. */
export interface FormFile {
  readonly filename: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Reads a `multipart/form-data` body: fields as text, files with their bytes. */
export async function readForm(request: IncomingMessage): Promise<Record<string, string | FormFile>> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
  const entries = [...form].map(async ([key, value]): Promise<[string, string | FormFile]> => {
    if (typeof value === 'string') return [key, value];
    return [key, { filename: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}
