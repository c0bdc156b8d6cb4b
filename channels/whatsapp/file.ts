import { z } from 'zod';

/** A file that the bot sends, by its address or as `media:<id>`. */
export interface SentFile {
  readonly type: 'image' | 'video' | 'audio' | 'document';
  readonly link: string;
  readonly filename?: string | undefined;
}

const shape = z.union([
  z.string().transform((link) => ({ type: 'file', link, filename: undefined })),
  z
    .object({
      type: z.string().default('file'),
      payload: z.object({ src: z.string().optional(), url: z.string().optional(), filename: z.string().optional() }),
    })
    .transform(({ type, payload }) => ({ type, link: payload.src ?? payload.url, filename: payload.filename })),
]);

/** The file in an `attachment`: what is neither picture, film nor sound is a document, named by its address. */
export function fileIn(attachment: unknown): SentFile | undefined {
  const parsed = shape.safeParse(attachment);
  if (!parsed.success || !parsed.data.link) return undefined;
  const { type, link, filename } = parsed.data;
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
