import type { InputFile } from 'grammy';
import { type ChannelFiles, mediaIdIn } from '../../core/index.js';

/** Puts files in place of the references in a request. */
export type Upload = (payload: object) => Promise<object>;

/** Makes it; grammY sends a request with a file as a form, under the name of the file. */
export function createUpload(files: Pick<ChannelFiles, 'describe' | 'read'>, File: typeof InputFile): Upload {
  return async (payload) => {
    const entries = Object.entries(payload).map(async ([key, value]) => {
      const id = mediaIdIn(value);
      if (id === undefined) return [key, value];
      const bytes = await files.read(id);
      return [key, new File(bytes, (await files.describe(id))?.name)];
    });
    return Object.fromEntries(await Promise.all(entries));
  };
}
