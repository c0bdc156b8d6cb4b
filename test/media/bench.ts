import { join } from 'node:path';
import { createAddresses, readKey } from '../../core/media/addresses.js';
import { createBucketStore } from '../../core/media/bucket-store.js';
import { createDiskStore } from '../../core/media/disk-store.js';
import { createMedia, type Media } from '../../core/media/media.js';
import { type MediaLimits, readMediaSettings } from '../../core/media/settings.js';
import { createStaging } from '../../core/media/staging.js';
import type { MediaStore } from '../../core/media/store.js';
import type { Store } from '../../core/store/store.js';
import { handClock } from '../inbox/desk.js';
import { temporaryFolder } from '../kit/database.js';
import type { FakeS3 } from '../kit/fake-s3.js';

/** The files of a bot that tests look into. */
export interface MediaBench {
  readonly media: Media;
  readonly files: MediaStore;
  readonly clock: ReturnType<typeof handClock>;
  readonly folder: string;
  remove(): void;
}

/** Opens files on a database, on disk or in a bucket. */
export async function openBench(
  store: Store,
  options: { limits?: Partial<MediaLimits>; s3?: FakeS3; files?: MediaStore } = {},
): Promise<MediaBench> {
  const { folder, remove } = temporaryFolder('media');
  const clock = handClock();
  const limits = { ...(await readMediaSettings(join(folder, 'endpoints.yml'), {})), ...options.limits };
  const files = options.files ?? (await filesIn(folder, options.s3));
  const media = createMedia({
    store,
    files,
    staging: createStaging(join(folder, 'incoming'), limits.max_bytes),
    addresses: createAddresses({
      key: await readKey(undefined, join(folder, 'key')),
      publicUrl: undefined,
      lifetime: 3_600,
      clock,
    }),
    limits,
    clock,
  });
  return { media, files, clock, folder, remove };
}

async function filesIn(folder: string, s3: FakeS3 | undefined): Promise<MediaStore> {
  if (!s3) return createDiskStore(join(folder, 'files'));
  return await createBucketStore({
    bucket: s3.bucket,
    region: 'eu-central-1',
    endpoint: s3.url,
    path_style: true,
    prefix: 'bot/',
    access_key_id: s3.accessKeyId,
    secret_access_key: s3.secretAccessKey,
    session_token: undefined,
    timeoutMs: 5_000,
  });
}

/** A signal that nobody aborts. */
export const never: AbortSignal = new AbortController().signal;
