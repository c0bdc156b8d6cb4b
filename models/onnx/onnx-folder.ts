import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { onnxError } from './errors.js';

/** Where `parley models add` puts models, in the folder of a bot. */
export const pretrainedFolder = 'pretrained';

/** A folder as Hugging Face lays a model out: an ONNX file, its tokenizer, and what they say of themselves. */
export interface OnnxFolder {
  readonly folder: string;
  readonly modelFile: string;
  readonly tokenizerFile: string;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly config: z.infer<typeof configSchema>;
  /** How the folder of a sentence-transformers model says that tokens become one vector. */
  readonly pooling: 'mean' | 'cls' | 'max' | undefined;
  /** SHA-256 of the files, large ones in samples: it tells one model from another in milliseconds. */
  readonly fingerprint: string;
}

const configSchema = z.looseObject({
  architectures: z.array(z.string()).optional(),
  id2label: z.record(z.string(), z.string()).optional(),
  problem_type: z.string().nullish(),
});

const poolingSchema = z.looseObject({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_max_tokens: z.boolean().default(false),
});

const anyObject = z.record(z.string(), z.unknown());

/** What a setting names, for what is said when it is not there. */
interface Wanted {
  /** A folder: in `pretrained/` of the bot, or a path that begins at the bot. */
  readonly model: string;
  /** The ONNX file in it, when it is not the usual one. */
  readonly file?: string | undefined;
  readonly component: string;
}

/** Where the ONNX file of a model usually is. */
export const usualFiles = ['model.onnx', 'onnx/model.onnx', 'onnx/model_quantized.onnx', 'model_quantized.onnx'];

/**
 * Finds the files of a model.
 *
 * @throws ParleyError ONNX_FOLDER_MISSING, ONNX_MODEL_UNUSABLE
 */
export function readOnnxFolder(botFolder: string, { model, file, component }: Wanted): OnnxFolder {
  const added = join(botFolder, pretrainedFolder, model);
  const folder = existsSync(added) ? added : resolve(botFolder, model);
  const missing = (reason: string) => onnxError('ONNX_FOLDER_MISSING', { folder, reason, component });
  if (!isDirectory(folder)) throw missing('there is no such folder');
  const name = (file ? [file] : usualFiles).find((one) => existsSync(join(folder, one)));
  if (name === undefined) throw missing(`there is no ${file ?? 'model.onnx'} in it`);
  const tokenizerFile = join(folder, 'tokenizer.json');
  if (!existsSync(tokenizerFile)) throw missing('there is no tokenizer.json in it');
  const read = <Value>(part: string, schema: z.ZodType<Value>): Value | undefined => {
    try {
      return existsSync(join(folder, part)) ? schema.parse(readJson(join(folder, part))) : undefined;
    } catch (cause) {
      throw onnxError('ONNX_MODEL_UNUSABLE', { folder, reason: `its ${part} is damaged`, component }, { cause });
    }
  };
  const modelFile = join(folder, name);
  return {
    folder,
    modelFile,
    tokenizerFile,
    tokenizerConfig: read('tokenizer_config.json', anyObject) ?? {},
    config: read('config.json', configSchema) ?? {},
    pooling: poolingIn(read('1_Pooling/config.json', poolingSchema)),
    fingerprint: fingerprintOf([modelFile, ...weightsBeside(modelFile), tokenizerFile, join(folder, 'config.json')]),
  };
}

/** Whether a file holds weights that an ONNX file beside it names, as large ones do. */
export const isWeightsFile = (name: string): boolean => /\.onnx_data(_\d+)?$/.test(name);

const weightsBeside = (modelFile: string): readonly string[] =>
  readdirSync(dirname(modelFile))
    .filter(isWeightsFile)
    .sort()
    .map((name) => join(dirname(modelFile), name));

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function poolingIn(modes: z.infer<typeof poolingSchema> | undefined): OnnxFolder['pooling'] {
  if (modes?.pooling_mode_cls_token) return 'cls';
  if (modes?.pooling_mode_mean_tokens) return 'mean';
  return modes?.pooling_mode_max_tokens ? 'max' : undefined;
}

const sampleBytes = 64 * 1024;
const samples = 32;

function fingerprintOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) if (existsSync(file)) addSamples(file, hash);
  return hash.digest('hex');
}

function addSamples(path: string, hash: ReturnType<typeof createHash>): void {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    hash.update(`${size}\n`);
    const buffer = Buffer.alloc(sampleBytes);
    const step = Math.max(sampleBytes, Math.floor((size - sampleBytes) / (samples - 1)));
    for (let at = 0; at < size; at += step) hash.update(buffer.subarray(0, readSync(file, buffer, 0, sampleBytes, at)));
  } finally {
    closeSync(file);
  }
}
