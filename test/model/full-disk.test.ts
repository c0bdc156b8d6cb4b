import type * as fs from 'node:fs/promises';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { writeArchive } from '../../core/model/archive.js';
import { MODEL_FORMAT } from '../../core/model/manifest.js';
import { temporaryFolder } from '../kit/database.js';

/** A disk that is full after some bytes, as Node.js tells it. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const open: typeof fs.open = async (...given) => {
    const file = await real.open(...given);
    const write = file.write.bind(file);
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    file.writeFile = async (data) => {
      await write((data as Uint8Array).subarray(0, 1000));
      throw full;
    };
    return file;
  };
  return { ...real, open };
});

it('a model that the disk has no room for leaves nothing behind', async () => {
  const { folder, remove } = temporaryFolder('full-disk');
  const models = join(folder, 'models');
  await mkdir(models);
  const manifest = {
    ...{ format: MODEL_FORMAT, id: '1', parley: '1', trainedAt: '2026-03-02T10:15:00.000Z', trainingSeconds: 1 },
    ...{ language: 'en', assistantId: null, pipeline: [], policies: [], parts: {}, files: {} },
    fingerprint: { config: 'a', nlu: 'b', dialogue: 'c', responses: 'd' },
  };
  const files = { weights: new Uint8Array(10_000) };
  await expect(writeArchive(join(models, 'a.tar'), { manifest, files })).rejects.toMatchObject({
    code: 'MODEL_NOT_WRITTEN',
    message: expect.stringContaining('no space left'),
    remedy: expect.stringContaining('disk'),
  });
  expect(await readdir(models)).toEqual([]);
  remove();
});
