import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { onnxError } from './errors.js';
import { type Fetched, fetchFromHub, type HubModel } from './hub.js';
import { isWeightsFile, usualFiles } from './onnx-folder.js';

/** Where a model came from, kept beside it as `source.json`. */
export interface ModelSource {
  readonly source: string;
  /** The commit that was downloaded. */
  readonly revision?: string | undefined;
  /** SHA-256 of each file, in hex; the model file comes first. */
  readonly files: Readonly<Record<string, string>>;
}

/** Files that say more of a model; a model may lack each of them but the first. */
const companions = [
  ...['tokenizer.json', 'tokenizer_config.json', 'config.json', '1_Pooling/config.json'],
  ...['README.md', 'LICENSE', 'LICENSE.txt', 'NOTICE'],
];

/** The name that the model file has in a bot, whatever it was called, so that settings need not say it. */
const modelFile = 'model.onnx';

/** Copies what is a model's from a folder. @throws ParleyError ONNX_FOLDER_MISSING */
export async function copyModel(folder: string, target: string, file?: string): Promise<ModelSource> {
  const isThere = async (name: string) => (await stat(join(folder, name)).catch(() => undefined))?.isFile() === true;
  const candidates = file ? [file] : usualFiles;
  const there = await Promise.all(candidates.map(isThere));
  const model = candidates.find((_, at) => there[at]);
  if (model === undefined) {
    const reason = `there is no ${file ?? modelFile} in it`;
    throw onnxError('ONNX_FOLDER_MISSING', { folder, reason, component: 'the pipeline' });
  }
  const weights = (await readdir(dirname(join(folder, model)))).filter(isWeightsFile);
  const copies = [
    [model, modelFile],
    ...weights.map((name) => [join(dirname(model), name), name] as const),
    ...companions.map((name) => [name, name] as const),
  ] as const;
  const files: Record<string, string> = {};
  for (const [from, to] of copies) {
    if (!(await isThere(from))) continue;
    await mkdir(dirname(join(target, to)), { recursive: true });
    await copyFile(join(folder, from), join(target, to));
    files[to] = await hashOf(join(target, to));
  }
  return { source: folder, files };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Downloads what is a model's from the hub. @throws ParleyError ONNX_DOWNLOAD_FAILED, ONNX_HASH_DIFFERS */
export async function downloadModel(
  model: HubModel,
  target: string,
  file: string | undefined,
  note: (text: string) => void,
): Promise<ModelSource> {
  const files: Record<string, string> = {};
  let revision: string | undefined;
  const fetchTo = async (from: string, to: string): Promise<Fetched | undefined> => {
    note(`downloading ${from}`);
    const fetched = await fetchFromHub(model, from, join(target, to));
    if (fetched) files[to] = fetched.sha256;
    revision ??= fetched?.commit;
    return fetched;
  };
  for (const candidate of file ? [file] : usualFiles) {
    if (!(await fetchTo(candidate, modelFile))) continue;
    await fetchTo(`${candidate}_data`, `${basename(candidate)}_data`);
    break;
  }
  if (!files[modelFile]) {
    const url = `${model.endpoint}/${model.name}`;
    throw onnxError('ONNX_DOWNLOAD_FAILED', { url, reason: `there is no model with a file ${file ?? modelFile}` });
  }
  for (const name of companions) await fetchTo(name, name);
  return { source: `${model.endpoint}/${model.name}`, revision, files };
}
