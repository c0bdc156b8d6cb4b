import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type AddedModel, ParleyError, type PretrainedModel, type PretrainedModels } from '../../core/index.js';
import { copyModel, downloadModel, type ModelSource } from './collect-model.js';
import { onnxError } from './errors.js';
import { hubAddress } from './hub.js';
import { type OnnxFolder, pretrainedFolder, readOnnxFolder } from './onnx-folder.js';
import type { TextTask } from './text-order.js';
import { openInThread } from './text-thread.js';

/** What a model is for, by the class that its config.json names. */
interface Kind {
  readonly component: string;
  readonly task: TextTask;
  readonly about: string;
  /** What its output counts. */
  readonly unit: string;
}

const encoder: Kind = {
  component: 'OnnxEncoder',
  task: { kind: 'encode', pooling: 'mean', normalize: true },
  about: 'sentence encoder',
  unit: 'numbers a text',
};
const classifier: Kind = {
  component: 'OnnxIntentClassifier',
  task: { kind: 'classify' },
  about: 'classifier',
  unit: 'labels',
};
const tagger: Kind = {
  component: 'OnnxEntityExtractor',
  task: { kind: 'tag' },
  about: 'token classifier',
  unit: 'labels',
};

function kindOf({ config }: OnnxFolder): Kind {
  const [architecture = ''] = config.architectures ?? [];
  if (architecture.endsWith('ForSequenceClassification')) return classifier;
  return architecture.endsWith('ForTokenClassification') ? tagger : encoder;
}

const hubName = /^[\w.-]+\/[\w.-]+$/;

/** Models in ONNX files, in `pretrained/` of a bot. */
export const pretrainedModels: PretrainedModels = {
  async list(botFolder) {
    const entries = await readdir(join(botFolder, pretrainedFolder), { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
    return Promise.all(names.sort().map((name) => describe(name, botFolder)));
  },

  async add(
    source,
    botFolder,
    { name = basename(source), file, revision = 'main', sha256, note },
  ): Promise<AddedModel> {
    const target = join(botFolder, pretrainedFolder, name);
    if (await exists(target)) throw onnxError('ONNX_NAME_TAKEN', { name, folder: target });
    const part = join(botFolder, pretrainedFolder, `.${randomBytes(6).toString('hex')}.part`);
    await mkdir(part, { recursive: true });
    try {
      const collected = await collect(source, part, { file, revision, note });
      const [modelHash] = Object.values(collected.files);
      if (sha256 !== undefined && modelHash !== sha256.toLowerCase()) {
        throw onnxError('ONNX_HASH_DIFFERS', { file: 'model.onnx', expected: sha256, found: modelHash ?? '' });
      }
      note('trying it');
      const about = await tryOut(part);
      await writeFile(join(part, 'source.json'), `${JSON.stringify(collected, undefined, 2)}\n`);
      await rename(part, target);
      return { ...(await describe(name, botFolder)), about, sha256: modelHash ?? '' };
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  },
};

interface Collecting {
  readonly file: string | undefined;
  readonly revision: string;
  note(text: string): void;
}

async function collect(source: string, part: string, { file, revision, note }: Collecting): Promise<ModelSource> {
  if (await exists(source)) return copyModel(resolve(source), part, file);
  if (!hubName.test(source)) throw new ParleyError('FILE_NOT_FOUND', { path: source });
  const { HF_ENDPOINT: endpoint = hubAddress, HF_TOKEN: token } = process.env;
  return downloadModel({ endpoint, token, name: source, revision }, part, file, note);
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** What a model is, once it has answered. */
async function tryOut(folder: string): Promise<string> {
  const found = readOnnxFolder(folder, { model: folder, component: 'the pipeline' });
  const { component, task, about, unit } = kindOf(found);
  const { modelFile, tokenizerFile, tokenizerConfig } = found;
  const order = { modelFile, tokenizerFile, tokenizerConfig, task, prefix: '', maxLength: 128, batchSize: 1 };
  const model = await openInThread(order, () => undefined).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw onnxError('ONNX_MODEL_UNUSABLE', { folder: found.folder, reason, component }, { cause });
  });
  model.close();
  return `${about}, ${model.size} ${unit}`;
}

async function describe(name: string, botFolder: string): Promise<PretrainedModel> {
  const folder = join(botFolder, pretrainedFolder, name);
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (one) => (await stat(join(folder, one))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  try {
    const { component, about } = kindOf(readOnnxFolder(botFolder, { model: name, component: 'the pipeline' }));
    return { name, about, bytes, entry: { name: component, model: name } };
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    return { name, about: error.message, bytes, entry: { name: encoder.component, model: name } };
  }
}
