import { type ChannelFiles, mediaIdIn, permanent } from '../../../core/index.js';
import { whatsappError } from '../errors.js';

/** A file with all its bytes, in the form in which the browser takes it. */
export interface Bytes {
  readonly mime: string;
  readonly base64: string;
  readonly name: string | undefined;
}

/** Bytes of a file at most; WhatsApp itself takes 16 MB of pictures, films and sound. */
const maxBytes = 16 * 1024 * 1024;

/** Fetches a file that the bot sends: one that is kept (`media:<id>`), or by its address. */
export async function bytesOf(
  link: string,
  files: Pick<ChannelFiles, 'describe' | 'read'>,
  signal: AbortSignal,
): Promise<Bytes> {
  const id = mediaIdIn(link);
  return id === undefined ? download(link, signal) : kept(id, files);
}

async function kept(id: string, files: Pick<ChannelFiles, 'describe' | 'read'>): Promise<Bytes> {
  const [about, bytes] = await Promise.all([files.describe(id), files.read(id)]);
  return { mime: about?.mime ?? 'application/octet-stream', base64: bytes.toString('base64'), name: about?.name };
}

async function download(link: string, signal: AbortSignal): Promise<Bytes> {
  const refuse = (reason: string, cause?: unknown) =>
    whatsappError('WHATSAPP_WEB_FILE_UNAVAILABLE', { link: link.slice(0, 200), reason }, { cause });
  const response = await fetch(link, { signal }).catch((cause: unknown) => {
    throw refuse(cause instanceof Error ? cause.message : String(cause), cause);
  });
  if (!response.ok || !response.body) throw refuse(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) throw permanent(refuse(`it has more than ${maxBytes} bytes`));
    chunks.push(chunk);
  }
  const mime = response.headers.get('content-type')?.split(';')[0]?.trim() || 'application/octet-stream';
  return { mime, base64: Buffer.concat(chunks).toString('base64'), name: undefined };
}
