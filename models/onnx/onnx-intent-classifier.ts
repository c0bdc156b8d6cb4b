import { z } from 'zod';
import {
  type Component,
  defineComponent,
  type IntentScore,
  type Message,
  type ModelFiles,
  type TrainContext,
} from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { softmax } from '../intent/network.js';
import { rank } from '../intent/ranking.js';
import { onnxError } from './errors.js';
import { labelsOf } from './labels-of.js';
import { findOnnxPart, loadOnnxPart, type OnnxOwner, type OnnxPart, onnxSettings, saveOnnxPart } from './onnx-part.js';
import type { TextAnswer } from './text-order.js';

const config = z.strictObject({
  ...onnxSettings,
  /** Which intents the labels of config.json mean, where they have other names; labels under the same one add up. */
  intents: z.record(z.string(), z.string()).default({}),
  /** Confidences are softened by it when it is above 1, as models that were trained on the bot's own examples need. */
  temperature: z.number().positive().default(1),
});

type Config = z.infer<typeof config>;

interface State extends OnnxPart {
  /** The intents, in the order of the model's labels. */
  readonly intents: readonly string[];
}

const name = 'OnnxIntentClassifier';
const intentsFile = 'intents.json';

/** Predicts the intent by a whole classifier in an ONNX file, such as a DistilBERT that was tuned elsewhere. */
const onnxIntentClassifierIn = (botFolder: string): Component => {
  const ownerOf = (settings: Config): OnnxOwner => ({
    component: name,
    botFolder,
    settings,
    taskOf: () => ({ kind: 'classify' }),
  });
  return defineComponent<Config, State>({
    name,
    config,
    provides: ['intent'],
    requires: [],
    inFolder: onnxIntentClassifierIn,
    outside: (settings) => findOnnxPart(ownerOf(settings)).folder.fingerprint,
    async train(_messages, settings, context) {
      const part = findOnnxPart(ownerOf(settings));
      const { size } = await part.desk.open();
      const labels = labelsOf(part.folder, size, name);
      for (const label of Object.keys(settings.intents)) {
        if (labels.includes(label)) continue;
        const reason = `\`intents\` names the label ${label}; its labels are ${labels.join(', ')}`;
        throw onnxError('ONNX_MODEL_UNUSABLE', { folder: part.folder.folder, reason, component: name });
      }
      const intents = labels.map((label) => settings.intents[label] ?? label);
      warnOfStrangers(intents, context);
      return { ...part, intents };
    },
    process(message, state, settings) {
      const known = state.desk.known(message.text);
      if (known) return write(message, known, state, settings);
      return state.desk.ask(message.text).then((answer) => write(message, answer, state, settings));
    },
    save: (state): ModelFiles => ({ ...saveOnnxPart(state), [intentsFile]: jsonToBytes(state.intents) }),
    load: (files, settings) => ({
      ...loadOnnxPart(files, ownerOf(settings)),
      intents: z.array(z.string()).parse(bytesToJson(files[intentsFile] as Uint8Array)),
    }),
  });
};

function warnOfStrangers(intents: readonly string[], { domain, warn }: TrainContext): void {
  if (!domain) return;
  const strangers = [...new Set(intents)].filter((intent) => !domain.intents.has(intent));
  if (strangers.length === 0) return;
  warn(`${name} can predict ${strangers.join(', ')}, which the domain does not have; map them with \`intents\`.`);
}

function write(message: Message, { values }: TextAnswer, { intents, folder }: State, settings: Config): undefined {
  const severalLabels = folder.config.problem_type === 'multi_label_classification';
  const shares = sharesOf(values, severalLabels, settings.temperature);
  const byIntent = new Map<string, number>();
  for (const [at, intent] of intents.entries()) {
    const share = shares[at] as number;
    const before = byIntent.get(intent) ?? 0;
    byIntent.set(intent, severalLabels ? Math.max(before, share) : before + share);
  }
  const ranking: readonly IntentScore[] = rank([...byIntent.keys()], Float32Array.from(byIntent.values()));
  message.ranking = ranking;
  message.intent = ranking[0] ?? { name: null, confidence: 0 };
}

/** A model whose labels do not exclude each other scores each by itself. */
function sharesOf(logits: Float32Array, severalLabels: boolean, temperature: number): Float32Array {
  if (severalLabels) return logits.map((logit) => 1 / (1 + Math.exp(-logit / temperature)));
  const shares = logits.slice();
  softmax(shares, temperature);
  return shares;
}

/** The classifier of a bot whose folder is the current one; `inFolder` makes that of another. */
export const onnxIntentClassifier: Component = onnxIntentClassifierIn('.');
