import { z } from 'zod';
import { kindOf } from '../../core/index.js';

/** A file beside a message, as Slack tells of it. */
export const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().default('application/octet-stream'),
  size: z.number().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
  original_w: z.number().optional(),
  original_h: z.number().optional(),
});

/** A file that came with a message; it is at `url` for who has the bot's token. */
interface Attachment {
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  readonly id: string;
  readonly url?: string;
  /** Where the channel fetches it. */
  readonly source?: string;
  readonly mime: string;
  readonly name?: string;
  /** Bytes. */
  readonly size?: number;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** The files of a message in the form in which every channel hands them on. */
export function attachmentsOf(files: readonly z.infer<typeof slackFile>[]): readonly Attachment[] {
  return files.map(({ id, name, mimetype, size, url_private, url_private_download, original_w, original_h }) => ({
    kind: kindOf(mimetype),
    id,
    mime: mimetype,
    ...(url_private === undefined ? {} : { url: url_private, source: url_private_download ?? url_private }),
    ...(name ? { name } : {}),
    ...(size === undefined ? {} : { size }),
    ...(original_w === undefined || original_h === undefined ? {} : { width: original_w, height: original_h }),
  }));
}
