import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asStoreError } from '../../core/media/faults.js';
import type { Store } from '../../core/store/store.js';
import { createDatabases, whyNot } from '../inbox/desk.js';
import { type FakeS3, startFakeS3 } from '../kit/fake-s3.js';
import { type MediaBench, never, openBench } from './bench.js';
import { page, pdf, png, program, streamOf, svg } from './files.js';

const databases = createDatabases();
let store: Store;
beforeAll(async () => {
  store = await (await databases.create('PGlite')).open();
}, 60_000);
afterAll(async () => {
  await store.close();
  await databases.stop();
});

const ann = { conversationId: 'ann' };

describe.each(['disk', 'bucket'])('files on %s', (kind) => {
  let s3: FakeS3 | undefined;
  let bench: MediaBench;
  beforeEach(async () => {
    s3 = kind === 'bucket' ? await startFakeS3() : undefined;
    bench = await openBench(store, s3 ? { s3, limits: { max_bytes: 1_000 } } : { limits: { max_bytes: 1_000 } });
  });
  afterEach(async () => {
    await bench.media.erase(['ann', 'ben']);
    bench.remove();
    await s3?.close();
  });

  it('come back as they were kept', async () => {
    const { id } = await bench.media.keep({ stream: streamOf(png()), name: 'rose.png' }, ann, never);
    expect(await bench.media.describe(id)).toMatchObject({
      id,
      mime: 'image/png',
      name: 'rose.png',
      size: png().length,
    });
    expect(await bench.media.read(id)).toEqual(png());
  });

  it('are known by their bytes, whatever they are called', async () => {
    const file = { stream: streamOf(pdf), name: 'holiday.jpg', mime: 'image/jpeg' };
    expect(await bench.media.keep(file, ann, never)).toMatchObject({ mime: 'application/pdf' });
  });

  it.each([
    ['a program', program],
    ['a page', page],
    ['a picture with programs in it', svg],
  ])('are refused when they are %s under the name of a picture', async (_what, bytes) => {
    const file = { stream: streamOf(bytes), name: 'rose.png', mime: 'image/png' };
    await expect(bench.media.keep(file, ann, never)).rejects.toMatchObject({ code: 'MEDIA_TYPE_REFUSED' });
  });

  it('are refused when they turn out longer than they may be', async () => {
    const file = { stream: streamOf(png(), Buffer.alloc(600), Buffer.alloc(600)), size: 10 };
    await expect(bench.media.keep(file, ann, never)).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
    expect(readdirSync(join(bench.folder, 'incoming'))).toEqual([]);
  });

  it('are refused when they are empty', async () => {
    await expect(bench.media.keep({ stream: streamOf() }, ann, never)).rejects.toMatchObject({ code: 'MEDIA_EMPTY' });
  });

  it('lie there once, however often they are sent', async () => {
    const first = await bench.media.keep({ stream: streamOf(png()) }, ann, never);
    const second = await bench.media.keep({ stream: streamOf(png()) }, { conversationId: 'ben' }, never);
    expect(second.id).not.toBe(first.id);
    expect(second.hash).toBe(first.hash);
    await bench.media.erase(['ann']);
    expect(await bench.media.describe(first.id)).toBeUndefined();
    expect(await bench.media.read(second.id)).toEqual(png());
    await bench.media.erase(['ben']);
    expect(await bench.files.get(first.hash)).toBeUndefined();
  });

  it('survive that their only other owner is erased in the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { hash } = await bench.media.keep({ stream: streamOf(png(round)) }, ann, never);
      const [, kept] = await Promise.all([
        bench.media.erase(['ann']),
        bench.media.keep({ stream: streamOf(png(round)) }, { conversationId: 'ben' }, never),
      ]);
      expect(kept.hash).toBe(hash);
      expect(await bench.media.read(kept.id)).toEqual(png(round));
    }
  });

  it('go to the one who uploaded them, and to nobody else', async () => {
    const belonging = { ...ann, uploadedBy: 'web\nann' };
    const { id } = await bench.media.keep({ stream: streamOf(png()) }, belonging, never);
    expect(await bench.media.claim(id, 'web\nben', 'ben')).toBeUndefined();
    expect(await bench.media.claim(id, 'web\nann', 'ann')).toMatchObject({ id });
    expect(await bench.media.claim(id, 'web\nann', 'ann')).toMatchObject({ id });
  });

  it('go away after a day when no message names them', async () => {
    const upload = await bench.media.keep({ stream: streamOf(png(1)) }, { ...ann, uploadedBy: 'web\nann' }, never);
    const sent = await bench.media.keep({ stream: streamOf(png(2)) }, ann, never);
    await bench.clock.turn(86_400_001);
    await bench.media.prune();
    expect(await bench.media.describe(upload.id)).toBeUndefined();
    expect(await bench.files.get(upload.hash)).toBeUndefined();
    expect(await bench.media.read(sent.id)).toEqual(png(2));
  });
});

describe.skipIf(whyNot('PostgreSQL'))('files of two processes on one database', () => {
  it('survive that the other process erases their only other owner', async () => {
    const database = await databases.create('PostgreSQL');
    const [here, there] = [await database.open(), await database.open()];
    const mine = await openBench(here);
    const theirs = await openBench(there, { files: mine.files });
    for (let round = 0; round < 20; round += 1) {
      await mine.media.keep({ stream: streamOf(png(round)) }, ann, never);
      const [, kept] = await Promise.all([
        theirs.media.erase(['ann']),
        mine.media.keep({ stream: streamOf(png(round)) }, { conversationId: 'ben' }, never),
      ]);
      expect(await mine.media.read(kept.id)).toEqual(png(round));
    }
    for (const bench of [mine, theirs]) bench.remove();
    for (const one of [here, there]) await one.close();
  });
});

describe('files in a bucket', () => {
  it('are in the words of S3 when it fails, without the keys', async () => {
    const s3 = await startFakeS3();
    const bench = await openBench(store, { s3: { ...s3, secretAccessKey: 'wrong' } });
    const kept = bench.media.keep({ stream: streamOf(png()) }, ann, never);
    await expect(kept).rejects.toMatchObject({
      code: 'MEDIA_STORE_FAILED',
      message: expect.stringMatching(/studio-files failed: status 403 SignatureDoesNotMatch/),
    });
    bench.remove();
    await s3.close();
  });
});

describe('a disk that is full', () => {
  it('is named', () => {
    const fault = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    expect(asStoreError(fault, '/srv/bot/media')).toMatchObject({
      code: 'MEDIA_NO_SPACE',
      status: 507,
      message: 'There is no space left for files in /srv/bot/media.',
    });
  });
});
