import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTar, parseTar } from 'nanotar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelArchive, readArchive, writeArchive } from '../../core/model/archive.js';
import { MODEL_FORMAT } from '../../core/model/manifest.js';
import { latestModel, modelName, pruneModels } from '../../core/model/model-folder.js';
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
    fingerprint: { config: 'a', nlu: 'b', dialogue: 'c', responses: 'd' },
    pipeline: [{ name: 'WhitespaceTokenizer' }],
    policies: [{ name: 'RulePolicy' }],
    parts: {},
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

  it('is refused wherever it was cut off', async () => {
    await writeArchive(path, archive);
    const whole = await readFile(path);
    // The last file of the archive ends here; zeros follow.
    const end = whole.findLastIndex((byte) => byte !== 0) + 1;
    for (let length = 0; length < end; length += 61) {
      await writeFile(path, whole.subarray(0, length));
      await expect(readArchive(path), `${length} of ${end} bytes`).rejects.toMatchObject({
        code: 'MODEL_BROKEN',
        remedy: expect.stringMatching(/train/),
      });
    }
  });

  it('is refused when its manifest was changed', async () => {
    await writeArchive(path, archive);
    const bytes = await readFile(path);
    bytes[bytes.indexOf('RulePolicy')] = 0x72;
    await writeFile(path, bytes);
    await expect(readArchive(path)).rejects.toMatchObject({
      code: 'MODEL_BROKEN',
      message: expect.stringContaining('manifest.json is not what was written'),
    });
  });

  it('is refused when it is something else', async () => {
    for (const content of ['', 'not a model', '\x1f\x8b compressed']) {
      await writeFile(join(folder, 'x.tar'), content, 'latin1');
      await expect(readArchive(join(folder, 'x.tar')), content).rejects.toMatchObject({ code: 'MODEL_BROKEN' });
    }
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

  it('stays with some before it; those that somebody named stay, too', async () => {
    const models = join(folder, 'models');
    const seconds = ['10', '11', '12', '13'];
    for (const second of seconds) {
      const own = join(models, modelName(`2026-03-02T10:15:${second}.000Z`, archive.manifest.id));
      await writeArchive(own, archive);
      await utimes(own, Number(second), Number(second));
    }
    await writeArchive(join(models, 'release.tar'), archive);
    await writeFile(join(models, '.0123456789ab.part'), 'half a model');
    await writeFile(join(models, '.ba9876543210.part'), 'half a model');
    await utimes(join(models, '.0123456789ab.part'), 1, 1);
    await pruneModels(models, 2);
    expect((await readdir(models)).toSorted()).toEqual([
      '.ba9876543210.part',
      '20260302-101512-1f9c2ab0.tar',
      '20260302-101513-1f9c2ab0.tar',
      'release.tar',
    ]);
  });

  it('does not exist in a folder that does not', async () => {
    expect(await latestModel(join(folder, 'nowhere'))).toBeUndefined();
  });
});
