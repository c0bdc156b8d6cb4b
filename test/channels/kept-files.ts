import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ParleyError } from '../../core/errors.js';
import type { ChannelFiles, FileToKeep } from '../../core/media/file.js';
import { png } from '../media/files.js';

const rose = { id: 'rose', mime: 'image/png', name: 'rose.png', size: png().length, hash: 'ab' };

/** The files of a bot that keeps one picture, `media:rose`. */
export const keptFiles = (): ChannelFiles => ({
  upload: () => Promise.reject(new ParleyError('MEDIA_STORE_FAILED', { place: 'here', reason: 'no uploads' })),
  describe: async (id) => (id === 'rose' ? rose : undefined),
  read: async () => png(),
  open: async () => ({ ...rose, stream: Readable.from([png()]) }),
  addressOf: (id) => `https://bot.example/media/${id}?signature=s`,
});

/** All bytes of a file that a channel fetched. */
export const bytesOf = async ({ stream }: FileToKeep): Promise<Buffer> => buffer(Readable.from(stream));
