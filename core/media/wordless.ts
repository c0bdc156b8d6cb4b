import { z } from 'zod';

const uploads = z.object({ attachments: z.array(z.object({ media: z.string(), kind: z.string().optional() })).min(1) });

const words: Readonly<Record<string, string>> = { image: '[photo]', audio: '[audio]', video: '[video]' };

/** What stands for a message that has uploaded files and no words, such as `[photo]`; a message with words keeps them. */
export function textOrFiles(text: string, metadata: unknown): string {
  if (text.trim() !== '') return text;
  const { data } = uploads.safeParse(metadata);
  return data ? data.attachments.map(({ kind = '' }) => words[kind] ?? '[document]').join(' ') : text;
}
