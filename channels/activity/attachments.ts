import { z } from 'zod';
import { kindOf } from '../../core/index.js';

/** A file that came with a message; it is not fetched. */
export interface ReceivedFile {
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  readonly url: string;
  readonly mime: string;
  readonly name?: string;
}

const linked = z.object({ contentType: z.string(), contentUrl: z.string().min(1), name: z.string().nullish() });
/** How Teams hands over a file: the address in `content` needs no token, `contentUrl` is for people. */
const teamsFile = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  content: z.object({ downloadUrl: z.string().min(1) }),
  name: z.string().nullish(),
});

/** The files of a message. Teams also attaches the text itself, as HTML; that is none. */
export function attachmentsOf(attachments: readonly unknown[]): readonly ReceivedFile[] {
  return attachments.flatMap((attachment): ReceivedFile[] => {
    const inTeams = teamsFile.safeParse(attachment);
    if (inTeams.success) {
      const { content, name } = inTeams.data;
      return [
        { kind: 'document', url: content.downloadUrl, mime: 'application/octet-stream', ...(name ? { name } : {}) },
      ];
    }
    const parsed = linked.safeParse(attachment);
    if (!parsed.success) return [];
    const { contentType, contentUrl, name } = parsed.data;
    return [{ kind: kindOf(contentType), url: contentUrl, mime: contentType, ...(name ? { name } : {}) }];
  });
}
