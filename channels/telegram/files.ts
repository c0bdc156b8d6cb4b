import type { Api } from 'grammy';
import { type FileToKeep, fetchFile, ParleyError } from '../../core/index.js';
import type { TelegramConfig } from './config.js';
import { faultOf, refusedWith } from './faults.js';

/** Bytes of a file that Telegram lets a bot fetch (https://core.telegram.org/bots/api#getfile). */
const mostBytes = 20_000_000;

/**
 * Fetches files by their `file_id`. Telegram names a path below its own address for each, good for an hour; the access token
 * is part of it, so it is asked anew for every attempt and never kept.
 */
export function fetchFrom(api: Api, { api_root, access_token }: TelegramConfig) {
  const root = new URL(api_root);
  return async (fileId: string, signal: AbortSignal): Promise<FileToKeep> => {
    const path = await pathOf(api, fileId, signal);
    const address = new URL(`${api_root}/file/bot${access_token}/${path.split('/').map(encodeURIComponent).join('/')}`);
    const file = await fetchFile(address, { allows: ({ origin }) => origin === root.origin, signal });
    // Telegram calls every file an octet stream, and its path ends in a name only for some.
    return { stream: file.stream, ...(file.size === undefined ? {} : { size: file.size }) };
  };
}

async function pathOf(api: Api, fileId: string, signal: AbortSignal): Promise<string> {
  // grammY types its signals by a package from before Node.js had them; it takes Node's.
  const grammySignal = signal as Parameters<Api['getFile']>[1] & AbortSignal;
  try {
    const { file_path } = await api.getFile(fileId, grammySignal);
    if (file_path !== undefined) return file_path;
    throw new ParleyError('MEDIA_TOO_LARGE', { limit: mostBytes });
  } catch (error) {
    if (error instanceof ParleyError) throw error;
    if (refusedWith(error) !== 400) throw faultOf('getFile', error);
    if (/too big/i.test(String(Object(error).description))) {
      throw new ParleyError('MEDIA_TOO_LARGE', { limit: mostBytes });
    }
    throw faultOf('getFile', error);
  }
}
