import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTar, parseTar } from 'nanotar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelArchive, readArchive, writeArchive } from '../../core/model/archive.js';
import { MODEL_FORMAT } from '../../core/model/manifest.js';
import { latestModel, modelName } from '../../core/model/model-folder.js';
import { temporaryFolder } from '../kit/database.js';

const archive: ModelArchive = {
  manifest: {
    format: MODEL_FORMAT,
    id: '1f9c2ab0-0000-4000-8000-000000000000',
    parley: '0.1.0',
    trainedAt: '2026-03-02T10:15:00.000Z',
    trainingSeconds: 1.5,
    language: 'en',
    assistantId: null,
    fingerprint: { config: 'a', nlu: 'b', dialogue: 'c' },
    pipeline: [{ name: 'WhitespaceTokenizer' }],
    policies: [{ name: 'RulePolicy' }],
    files: {},
  },
  files: {
    'nlu/weights.bin': new Uint8Array([1, 2, 3]),
    'policies/0.RulePolicy/rules.json': new Uint8Array([123, 125]),
  },
};

let folder: string;
let remove: () => void;
let path: string;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder('model'));
  path = join(folder, 'models', modelName(archive.manifest.trainedAt, archive.manifest.id));
});
afterEach(() => remove());

describe('a model file', () => {
  it('is read as it was written', async () => {
    await writeArchive(path, archive);
    const { manifest, files } = await readArchive(path);
    expect(manifest).toMatchObject({ ...archive.manifest, files: expect.anything() });
    expect(files).toEqual(archive.files);
  });

  it('leaves nothing beside it', async () => {
    await writeArchive(path, archive);
    expect(await readdir(join(folder, 'models'))).toEqual(['20260302-101500-1f9c2ab0.tar']);
  });

  it('is not written at all when it cannot be written whole', async () => {
    await writeFile(join(folder, 'models'), 'a file where the folder should be');
    await expect(writeArchive(path, archive)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['models']);
  });

  it('is refused when a byte of it was changed', async () => {
    await writeArchive(path, archive);
    const entries = parseTar(await readFile(path)).map(({ name, data }) => ({ name, data: data?.slice() }));
    const weights = entries.find(({ name }) => name.endsWith('weights.bin'))?.data;
    weights?.set([9], 0);
    await writeFile(path, createTar(entries.map(({ name, data }) => ({ name, data: data ?? new Uint8Array() }))));
    await expect(readArchive(path)).rejects.toMatchObject({
      code: 'MODEL_BROKEN',
      remedy: expect.stringMatching(/train/),
    });
  });

  it('is refused when it was cut off', async () => {
    await writeArchive(path, archive);
    await writeFile(path, (await readFile(path)).subarray(0, 100));
    await expect(readArchive(path)).rejects.toMatchObject({ code: 'MODEL_BROKEN' });
  });

  it('is refused by name when another version made it', async () => {
    await writeFile(join(folder, 'x.tar'), createTar([{ name: 'manifest.json', data: '{"format":7}' }]));
    await expect(readArchive(join(folder, 'x.tar'))).rejects.toMatchObject({
      code: 'MODEL_OTHER_VERSION',
      message: expect.stringContaining('format 7'),
    });
  });
});

describe('the latest model', () => {
  it('is the one trained last', async () => {
    await writeArchive(path, archive);
    const later = join(folder, 'models', modelName('2026-03-02T10:15:01.000Z', archive.manifest.id));
    await writeArchive(later, archive);
    expect(await latestModel(join(folder, 'models'))).toBe(later);
  });

  it('does not exist in a folder that does not', async () => {
    expect(await latestModel(join(folder, 'nowhere'))).toBeUndefined();
  });
});
