import { ParleyError } from '../errors.js';
import type { ChannelFiles, MediaAccess } from './file.js';

const unknown = (id: string): Promise<never> => Promise.reject(new ParleyError('MEDIA_UNKNOWN', { id }));
const noStore = (): Promise<never> =>
  Promise.reject(new ParleyError('MEDIA_STORE_FAILED', { place: 'this bot', reason: 'it keeps no files' }));

/** The files of a channel where none are kept. */
export const noFiles = (): ChannelFiles => ({
  upload: noStore,
  open: unknown,
  read: unknown,
  describe: async () => undefined,
  addressOf: (id) => `/media/${id}`,
});

/** The files of an action where none are kept, as in the tests of a pack. */
export const noMedia: MediaAccess = {
  describe: async () => undefined,
  read: unknown,
  open: unknown,
  save: noStore,
};
