import { namedFile } from '../../core/index.js';

/** A file that the bot sends, by its address or as `media:<id>`. */
export interface SentFile {
  readonly type: 'image' | 'video' | 'audio' | 'document';
  readonly link: string;
  readonly filename?: string | undefined;
}

/** The file in an `attachment`: what is neither picture, film nor sound is a document, named by its address. */
export function fileIn(attachment: unknown): SentFile | undefined {
  const found = namedFile(attachment);
  if (!found) return undefined;
  const { src: link, type, name: filename } = found;
  if (type === 'image' || type === 'video' || type === 'audio') return { type, link, filename };
  return { type: 'document', link, filename: filename ?? nameIn(link) };
}

/** The last part of an address's path, which the person sees as the name of the document. */
function nameIn(link: string): string {
  const last = link.split(/[?#]/)[0]?.split('/').at(-1) || 'document';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
