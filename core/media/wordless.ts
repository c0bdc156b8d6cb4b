import { z } from 'zod';

const uploads = z.object({
  attachments: z.array(z.object({ media: z.string(), kind: z.string().default('') })).min(1),
});

const words = new Map([
  ['image', '[photo]'],
  ['audio', '[audio]'],
  ['video', '[video]'],
]);

/** What stands for a message that is nothing but files, such as `[photo]`; each kind is named once. Empty without files. */
export function neutralText(files: readonly { readonly kind: string }[]): string {
  return [...new Set(files.map(({ kind }) => words.get(kind) ?? '[document]'))].join(' ');
}

/** A message's words, or what stands for the uploaded files that came without any. */
export function textOrFiles(text: string, metadata: unknown): string {
  if (text.trim() !== '') return text;
  const { data } = uploads.safeParse(metadata);
  return data ? neutralText(data.attachments) : text;
}
