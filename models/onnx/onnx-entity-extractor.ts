import { z } from 'zod';
import {
  type Component,
  defineComponent,
  type EntityMention,
  type Message,
  type ModelFiles,
} from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { addMentions } from '../entities/mentions.js';
import { labelsOf } from './labels-of.js';
import { findOnnxPart, loadOnnxPart, type OnnxOwner, type OnnxPart, onnxSettings, saveOnnxPart } from './onnx-part.js';
import type { TextAnswer } from './text-order.js';
import { wordLabels } from './word-labels.js';

const config = z.strictObject({
  ...onnxSettings,
  /** Which entities the labels of config.json mean, without their `B-` and `I-`: `{ PER: person }`. */
  entities: z.record(z.string(), z.string()).default({}),
  /** Mentions less sure than this are left out. */
  threshold: z.number().min(0).max(1).default(0),
});

type Config = z.infer<typeof config>;

interface State extends OnnxPart {
  /** `O`, `B-PER`, `I-PER` …, in the order of the model's scores. */
  readonly labels: readonly string[];
}

const name = 'OnnxEntityExtractor';
const labelsFile = 'labels.json';

/**
 * Finds mentions by a token classifier in an ONNX file, such as a BERT for named entities. A word has the label of its
 * first piece, as such models are trained.
 */
const onnxEntityExtractorIn = (botFolder: string): Component => {
  const ownerOf = (settings: Config): OnnxOwner => ({
    component: name,
    botFolder,
    settings,
    taskOf: () => ({ kind: 'tag' }),
  });
  return defineComponent<Config, State>({
    name,
    config,
    provides: ['entities'],
    requires: ['tokens'],
    inFolder: onnxEntityExtractorIn,
    outside: (settings) => findOnnxPart(ownerOf(settings)).folder.fingerprint,
    async train(_messages, settings) {
      const part = findOnnxPart(ownerOf(settings));
      const { size } = await part.desk.open();
      return { ...part, labels: labelsOf(part.folder, size, name) };
    },
    process(message, state, settings) {
      const known = state.desk.known(message.text);
      if (known) return write(message, known, state, settings);
      return state.desk.ask(message.text).then((answer) => write(message, answer, state, settings));
    },
    save: (state): ModelFiles => ({ ...saveOnnxPart(state), [labelsFile]: jsonToBytes(state.labels) }),
    load: (files, settings) => ({
      ...loadOnnxPart(files, ownerOf(settings)),
      labels: z.array(z.string()).parse(bytesToJson(files[labelsFile] as Uint8Array)),
    }),
  });
};

function write(message: Message, answer: TextAnswer, { labels }: State, settings: Config): undefined {
  const words = wordLabels(message.tokens, answer, labels);
  const found: EntityMention[] = [];
  for (let first = 0; first < words.length; first++) {
    const word = words[first];
    if (!word || word.entity === undefined) continue;
    let last = first;
    while (words[last + 1]?.entity === word.entity && words[last + 1]?.begins === false) last++;
    const start = message.tokens[first]?.start ?? 0;
    const end = message.tokens[last]?.end ?? start;
    const confidence = Math.min(...words.slice(first, last + 1).map((one) => one.confidence));
    if (confidence >= settings.threshold) {
      const entity = settings.entities[word.entity] ?? word.entity;
      const value = message.text.slice(start, end);
      found.push({ entity, start, end, value, confidence_entity: confidence, extractor: name });
    }
    first = last;
  }
  addMentions(message, found);
}

/** The extractor of a bot whose folder is the current one; `inFolder` makes that of another. */
export const onnxEntityExtractor: Component = onnxEntityExtractorIn('.');
