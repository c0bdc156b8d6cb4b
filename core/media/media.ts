import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ParleyError } from '../errors.js';
import type { Clock } from '../inbox/clock.js';
import type { MediaRecord } from '../store/media.js';
import type { Store } from '../store/store.js';
import type { Addresses } from './addresses.js';
import type { FileToKeep, MediaAccess, MediaFile, OpenFile } from './file.js';
import { isTypeAllowed, typeOf } from './file-types.js';
import { createLocks } from './locks.js';
import type { MediaLimits } from './settings.js';
import type { createStaging } from './staging.js';
import type { MediaStore } from './store.js';

/** Whose a file is. */
interface Belonging {
  readonly conversationId: string;
  /** Set while the message that the file belongs to has not come; see `claim`. */
  readonly uploadedBy?: string;
}

/** The files of a bot: kept in a store, known in the database, removed with their conversations. */
export interface Media extends Addresses {
  readonly limits: MediaLimits;
  describe(id: string): Promise<MediaFile | undefined>;
  /** @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  open(id: string): Promise<OpenFile>;
  /** @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  read(id: string): Promise<Buffer>;
  /**
   * Keeps a file; under an id that is known already, nothing is done.
   *
   * @throws ParleyError MEDIA_TOO_LARGE, MEDIA_TYPE_REFUSED, MEDIA_EMPTY, MEDIA_NO_SPACE, MEDIA_STORE_FAILED, and what the
   * stream throws
   */
  keep(file: FileToKeep, belonging: Belonging, signal: AbortSignal, id?: string): Promise<MediaFile>;
  /** Hands an upload over to the conversation whose message names it; `undefined` when it is not this person's. */
  claim(id: string, uploadedBy: string, conversationId: string): Promise<MediaFile | undefined>;
  /** How many uploads of a person no message has named yet. */
  waiting(uploadedBy: string): Promise<number>;
  /** What an action of a conversation does with files. */
  accessFor(conversationId: string): MediaAccess;
  /** How many files conversations have. */
  count(conversationIds: readonly string[]): Promise<number>;
  /** Removes the files of conversations; bytes that another conversation has too stay. */
  erase(conversationIds: readonly string[]): Promise<void>;
  /** Removes what is old, and bytes that no file has any more. */
  prune(): Promise<void>;
}

/** What media are made of. */
export interface MediaParts {
  readonly store: Pick<Store, 'media' | 'dataSource' | 'exclusive'>;
  readonly files: MediaStore;
  readonly staging: ReturnType<typeof createStaging>;
  readonly addresses: Addresses;
  readonly limits: MediaLimits;
  readonly clock: Clock;
}

/** An upload that no message names is removed after a day, in ms. */
const uploadMs = 86_400_000;
const dayMs = 86_400_000;
/** Bytes removed in one go. */
const mostAtOnce = 500;
/** Bytes of a file name in UTF-8 that every file system takes. */
const longestName = 200;

/** Makes the files of a bot. */
export function createMedia({ store, files, staging, addresses, limits, clock }: MediaParts): Media {
  const records = store.media;
  const locked = createLocks(store.dataSource, store.exclusive);

  async function removeUnused(): Promise<void> {
    for (let hashes = await records.unused(mostAtOnce); hashes.length > 0; hashes = await records.unused(mostAtOnce)) {
      for (const hash of hashes) {
        await locked(hash, async () => {
          if (await records.isUsed(hash)) return;
          await files.remove(hash);
          await records.gone(hash);
        });
      }
    }
  }

  const media: Media = {
    ...addresses,
    limits,
    async describe(id) {
      const record = await records.find(id);
      return record && fileOf(record);
    },
    async open(id) {
      const record = await records.find(id);
      const stream = record && (await files.get(record.hash));
      if (!record || !stream) throw new ParleyError('MEDIA_UNKNOWN', { id });
      return { ...fileOf(record), stream };
    },
    async read(id) {
      return await buffer((await media.open(id)).stream);
    },
    async keep(file, { conversationId, uploadedBy }, signal, id = randomBytes(16).toString('base64url')) {
      if (file.size !== undefined && file.size > limits.max_bytes) {
        throw new ParleyError('MEDIA_TOO_LARGE', { limit: limits.max_bytes });
      }
      return await staging.hold(file.stream, signal, async ({ path, hash, size }) => {
        const mime = await typeOf(path);
        if (!isTypeAllowed(mime, limits.types)) throw new ParleyError('MEDIA_TYPE_REFUSED', { mime });
        const name = tidyName(file.name);
        const record = { id, hash, mime, name, size, conversationId, uploadedBy, createdAt: new Date(clock.now()) };
        await locked(hash, async () => {
          await records.announce(hash);
          await files.put(hash, path, mime);
          await records.add(record);
        });
        return fileOf(record);
      });
    },
    async claim(id, uploadedBy, conversationId) {
      const record = await records.claim(id, uploadedBy, conversationId);
      return record && fileOf(record);
    },
    waiting: records.waiting,
    accessFor: (conversationId) => ({
      describe: media.describe,
      open: media.open,
      read: media.read,
      save: (bytes, about = {}) =>
        media.keep({ stream: only(bytes), ...about }, { conversationId }, new AbortController().signal),
    }),
    count: records.count,
    async erase(conversationIds) {
      await records.forget(conversationIds);
      await removeUnused();
    },
    async prune() {
      const now = clock.now();
      const files = limits.keep_days === undefined ? undefined : new Date(now - limits.keep_days * dayMs);
      await records.forgetOlder({ uploads: new Date(now - uploadMs), files });
      await removeUnused();
      await staging.clear(now);
    },
  };
  return media;
}

function fileOf({ id, hash, mime, name, size }: MediaRecord): MediaFile {
  return { id, hash, mime, size, ...(name === undefined ? {} : { name }) };
}

/** The last part of a path, without what a terminal, a header or another file system could stumble over. */
function tidyName(given: string | undefined): string | undefined {
  const name = given
    ?.split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Surrogate}<>:"|?*]/gu, '')
    .trim()
    .slice(-longestName);
  return name === '' || name === '.' || name === '..' ? undefined : name;
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
