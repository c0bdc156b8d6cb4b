import { join } from 'node:path';
import { type Clock, systemClock } from '../inbox/clock.js';
import type { Logger } from '../kernel/logger.js';
import type { Store } from '../store/store.js';
import { createAddresses, readKey } from './addresses.js';
import { createBucketStore } from './bucket-store.js';
import { createDiskStore } from './disk-store.js';
import { reasonOf } from './faults.js';
import { createMedia, type Media } from './media.js';
import { type MediaSettings, readMediaSettings } from './settings.js';
import { createStaging } from './staging.js';
import type { MediaStore } from './store.js';

/** The files of a running bot. */
export interface OpenMedia {
  readonly media: Media;
  /** Stops to look after old files. */
  close(): void;
}

/** What files are opened with. */
export interface OpenMediaOptions {
  readonly botFolder: string;
  /** The file whose `media` says where files are; default: the one in the bot's folder. */
  readonly endpoints?: string;
  /** The bot's origin as others reach it; without it, addresses of files begin with `/media/`. */
  readonly publicUrl?: string | undefined;
  readonly store: Pick<Store, 'media' | 'dataSource' | 'exclusive'>;
  readonly log: Logger;
  readonly clock?: Clock;
}

/** How often old files are looked for, in ms. */
const pruneMs = 3_600_000;

/**
 * Opens the files of a bot as `media` of its `endpoints.yml` says, and removes what is old from time to time.
 *
 * @throws ParleyError PROJECT_INVALID, PLUGIN_CONFIG_INVALID, MEDIA_KEY_INVALID
 */
export async function openMedia({
  botFolder,
  endpoints = join(botFolder, 'endpoints.yml'),
  publicUrl,
  store,
  log,
  clock = systemClock,
}: OpenMediaOptions): Promise<OpenMedia> {
  const settings = await readMediaSettings(endpoints);
  const own = join(botFolder, '.parley');
  const folder = (settings.store === 'disk' ? settings.folder : undefined) ?? join(own, 'media');
  const key = await readKey(process.env.PARLEY_MEDIA_KEY, join(own, 'media.key'));
  const { address_lifetime: lifetime, max_bytes } = settings;
  const media = createMedia({
    store,
    files: await filesOf(settings, folder),
    // Beside the files, so that moving one into place is renaming it.
    staging: createStaging(join(folder, 'incoming'), max_bytes),
    addresses: createAddresses({ key, publicUrl, lifetime, clock }),
    limits: settings,
    clock,
  });

  async function prune(): Promise<void> {
    try {
      await media.prune();
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'Old files could not be removed just now.');
    }
  }

  let callOff = () => {};
  const pruneAgain = () => {
    callOff = clock.after(pruneMs, () => {
      void prune();
      pruneAgain();
    });
  };
  pruneAgain();
  return { media, close: () => callOff() };
}

async function filesOf(settings: MediaSettings, folder: string): Promise<MediaStore> {
  if (settings.store === 'disk') return createDiskStore(folder);
  const { bucket, region, endpoint, path_style = endpoint !== undefined, prefix, session_token, timeout } = settings;
  const { access_key_id, secret_access_key } = settings;
  const keys = { access_key_id, secret_access_key, session_token };
  return await createBucketStore({ bucket, region, endpoint, path_style, prefix, ...keys, timeoutMs: timeout * 1_000 });
}
