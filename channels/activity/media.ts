import { namedFile } from '../../core/index.js';

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

/** A file of Rasa's shape, or just its address, as an attachment of an activity; `undefined` for anything else. */
export function fileIn(attachment: unknown): { contentType: string; contentUrl: string; name: string } | undefined {
  const found = namedFile(attachment);
  if (!found) return undefined;
  const lastPart = found.src.split(/[?#]/)[0]?.split('/').at(-1);
  const contentType = found.type === 'image' ? mimeOf(found.src) : 'application/octet-stream';
  return { contentType, contentUrl: found.src, name: found.name ?? (lastPart || 'file') };
}
