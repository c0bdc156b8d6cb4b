import type { Readable } from 'node:stream';

/** Where the bytes of files lie, under their SHA-256; who may have them is not its matter. */
export interface MediaStore {
  /** For error messages: a folder or an address, without secrets. */
  readonly place: string;
  /**
   * Keeps a file, whole or not at all; one that is there already is left as it is.
   *
   * @param path the file with its bytes; it is moved or copied
   * @throws ParleyError MEDIA_NO_SPACE, MEDIA_STORE_FAILED
   */
  put(hash: string, path: string, mime: string): Promise<void>;
  /** The bytes; `undefined` when they are not there. @throws ParleyError MEDIA_STORE_FAILED */
  get(hash: string): Promise<Readable | undefined>;
  /** Removes the bytes, if they are there. @throws ParleyError MEDIA_STORE_FAILED */
  remove(hash: string): Promise<void>;
}
