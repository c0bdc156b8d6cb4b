import { ParleyError } from '../errors.js';
import { uploaderName } from './collect.js';
import type { ChannelFiles } from './file.js';
import { kindOf } from './file-types.js';
import type { Media } from './media.js';

/** Uploads of one person that wait for their message at most. */
const mostWaiting = 20;

/** The files of a bot as one of its channels sees them. */
export function createChannelFiles(media: Media, channel: string): ChannelFiles {
  const { open, read, describe, addressOf } = media;
  return {
    async upload(file, { conversationId, recipient }, signal) {
      const uploadedBy = uploaderName(channel, recipient);
      if ((await media.waiting(uploadedBy)) >= mostWaiting) {
        throw new ParleyError('MEDIA_TOO_MANY', { limit: mostWaiting });
      }
      const { id, mime, name, size } = await media.keep(file, { conversationId, uploadedBy }, signal);
      return { kind: kindOf(mime), mime, ...(name === undefined ? {} : { name }), size, media: id };
    },
    open,
    read,
    describe,
    addressOf,
  };
}
