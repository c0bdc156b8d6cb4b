import { z } from 'zod';
import type { ModelFiles } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { onnxError } from './errors.js';
import { type OnnxFolder, readOnnxFolder } from './onnx-folder.js';
import { sharedDesk, type TextDesk } from './text-desk.js';
import type { TextTask } from './text-order.js';

/** Settings that every component with an ONNX model has. */
export const onnxSettings = {
  /** The name of a model in the bot's `pretrained/`, or a folder; a relative path begins at the bot. */
  model: z.string().min(1),
  /** The ONNX file in it; `model.onnx` or `onnx/model.onnx` unless given. */
  file: z.string().optional(),
  /** The output to read, by its name in the file. */
  output: z.string().optional(),
  /** Pieces of a text that are read, with those that the tokenizer adds. */
  max_length: z.int().min(3).max(8192).default(128),
  batch_size: z.int().positive().default(32),
  /** Threads for one run; as many as the runtime finds good unless given. */
  threads: z.int().positive().optional(),
  /** How many texts' answers are kept. */
  cache: z.int().min(0).default(1000),
} as const;

type OnnxSettings = z.infer<z.ZodObject<typeof onnxSettings>>;

/** The component that a model is opened for. */
export interface OnnxOwner {
  readonly component: string;
  /** The bot's folder. */
  readonly botFolder: string;
  readonly settings: OnnxSettings;
  readonly prefix?: string;
  /** What the model is asked for, by what its folder says of it. */
  taskOf(folder: OnnxFolder): TextTask;
}

/** A component's model, found and ready to be asked. */
export interface OnnxPart {
  readonly folder: OnnxFolder;
  readonly desk: TextDesk;
}

/** Finds a component's model. @throws ParleyError ONNX_FOLDER_MISSING, ONNX_MODEL_UNUSABLE */
export function findOnnxPart({ component, botFolder, settings, prefix = '', taskOf }: OnnxOwner): OnnxPart {
  const folder = readOnnxFolder(botFolder, { model: settings.model, file: settings.file, component });
  const { modelFile, tokenizerFile, tokenizerConfig } = folder;
  const options = {
    folder: folder.folder,
    component,
    cache: settings.cache,
    order: {
      modelFile,
      tokenizerFile,
      tokenizerConfig,
      prefix,
      task: taskOf(folder),
      output: settings.output,
      maxLength: settings.max_length,
      batchSize: settings.batch_size,
      threads: settings.threads,
    },
  };
  const desk = sharedDesk(options, folder.fingerprint);
  return { folder, desk };
}

const savedSchema = z.object({ fingerprint: z.string() });
const savedFile = 'onnx.json';

/** Says in a trained model which ONNX model it was trained with; the ONNX file itself stays where it is. */
export const saveOnnxPart = ({ folder }: OnnxPart): ModelFiles => ({
  [savedFile]: jsonToBytes({ fingerprint: folder.fingerprint }),
});

/**
 * Finds the model that a trained model was trained with, and begins to open it, so that it is warm for the first message.
 *
 * @throws ParleyError ONNX_FOLDER_MISSING, ONNX_MODEL_UNUSABLE, ONNX_MODEL_CHANGED
 */
export function loadOnnxPart(files: ModelFiles, owner: OnnxOwner): OnnxPart {
  const { fingerprint } = savedSchema.parse(bytesToJson(files[savedFile] as Uint8Array));
  const part = findOnnxPart(owner);
  if (part.folder.fingerprint !== fingerprint) {
    throw onnxError('ONNX_MODEL_CHANGED', { folder: part.folder.folder }, { owner: owner.component });
  }
  // Whoever asks it first is told when this fails.
  part.desk.open().catch(() => undefined);
  return part;
}
