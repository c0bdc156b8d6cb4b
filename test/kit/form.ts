import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A file in a form. */
export interface FormFile {
  readonly filename: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Reads a `multipart/form-data` body: fields as text, files with their bytes. Names may lack quotes, as grammY's do. */
export async function readForm(request: IncomingMessage): Promise<Record<string, string | FormFile>> {
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '') ?? [];
  // Latin-1 has one character for each byte.
  const body = (await buffer(request)).toString('latin1');
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(parts.map((part) => readPart(part.slice(2, -2))));
}

function readPart(part: string): [string, string | FormFile] {
  const end = part.indexOf('\r\n\r\n');
  const head = part.slice(0, end);
  const bytes = Buffer.from(part.slice(end + 4), 'latin1');
  const valueIn = (name: string) => new RegExp(`[;\\s]${name}="?([^";\\r\\n]+)`, 'i').exec(head)?.[1];
  const filename = valueIn('filename');
  const name = valueIn('name') ?? '';
  if (filename === undefined) return [name, bytes.toString()];
  return [name, { filename, type: /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? '', bytes }];
}
