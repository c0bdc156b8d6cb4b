import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Component, PipelineEntry } from '../core/index.js';
import { defaultPipeline } from './default-pipeline.js';
import { pretrainedFolder } from './onnx/onnx-folder.js';

/** The bot that a pipeline is for. */
export interface Surroundings {
  /** Those that the pipeline may name; one that the bot brings goes before Rasa's of the same name. */
  readonly components: readonly Component[];
  readonly folder: string;
  /** IETF tag of the bot's own language. */
  readonly language: string;
}

/** A pretrained model in the place of Rasa's, or why there is none. */
interface Pretrained {
  readonly entry?: PipelineEntry;
  readonly warning?: string;
}

/** Finds what stands for a pretrained model of Rasa. */
export type FindPretrained = (written: PipelineEntry, bot: Surroundings) => Pretrained;

/** What Rasa loads for a `model_name` without `model_weights` (rasa/nlu/utils/hugging_face/registry.py). */
const usualWeights: Readonly<Record<string, string>> = {
  bert: 'rasa/LaBSE',
  gpt: 'openai-gpt',
  gpt2: 'gpt2',
  xlnet: 'xlnet-base-cased',
  distilbert: 'distilbert-base-uncased',
  roberta: 'roberta-base',
  camembert: 'camembert-base',
};

/** A sentence encoder, if the bot's `pretrained/` has the one that Rasa would load. */
export const findEncoder: FindPretrained = ({ name, model_name, model_weights }, { folder }) => {
  const kind = typeof model_name === 'string' ? model_name : 'bert';
  const weights = typeof model_weights === 'string' ? model_weights : (usualWeights[kind] ?? kind);
  const model = basename(weights);
  if (existsSync(join(folder, pretrainedFolder, model))) return { entry: { name: 'OnnxEncoder', model } };
  const remedy = `\`parley models add\` brings ${weights} there, as ONNX`;
  return { warning: `${name}: there is no ${pretrainedFolder}/${model}, so it does without; ${remedy}.` };
};

/** Parley's word vectors of English, as the pipeline has them that is there without asking. */
export const offerVectors: FindPretrained = (_written, { language }) => {
  const entry = defaultPipeline.find(({ name }) => name === 'WordVectors');
  return entry && /^en\b/i.test(language) ? { entry } : {};
};

/** The same where the config asks for vectors of words. */
export const findVectors: FindPretrained = (written, bot) => {
  const offered = offerVectors(written, bot);
  if (offered.entry) return offered;
  const { name } = written;
  const remedy = 'a file of others can be named in an entry WordVectors (docs/nlu.md)';
  return { warning: `${name}: Parley brings word vectors of English only, so it does without; ${remedy}.` };
};
