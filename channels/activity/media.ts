import { z } from 'zod';

/** The kinds of picture that channels of the Bot Framework show. */
const mimes: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** The media type of a picture by its address; one that does not tell counts as PNG. */
export function mimeOf(url: string): string {
  const extension = /\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? '';
  return mimes[extension] ?? 'image/png';
}

/** Whether something is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const address = z.string().min(1);
const namedFile = z.object({
  type: z.string().optional(),
  payload: z.object({
    src: address.optional(),
    url: address.optional(),
    filename: z.string().optional(),
    title: z.string().optional(),
  }),
});

/** A file of Rasa's shape, or just its address, as an attachment of an activity; `undefined` for anything else. */
export function fileIn(attachment: unknown): { contentType: string; contentUrl: string; name: string } | undefined {
  const plain = address.safeParse(attachment);
  const named = namedFile.safeParse(attachment).data;
  const contentUrl = plain.data ?? named?.payload.src ?? named?.payload.url;
  if (contentUrl === undefined) return undefined;
  const lastPart = contentUrl.split(/[?#]/)[0]?.split('/').at(-1);
  const name = named?.payload.filename ?? named?.payload.title ?? (lastPart || 'file');
  const contentType = named?.type === 'image' ? mimeOf(contentUrl) : 'application/octet-stream';
  return { contentType, contentUrl, name };
}
