import { z } from 'zod';
import { type Component, defineComponent, type Message } from '../../core/index.js';
import { type Columns, learnColumns, levelColumns, loadColumns, saveColumns } from '../vectors/columns.js';
import type { OnnxFolder } from './onnx-folder.js';
import { findOnnxPart, loadOnnxPart, type OnnxOwner, type OnnxPart, onnxSettings, saveOnnxPart } from './onnx-part.js';
import { askAll } from './text-desk.js';
import type { TextAnswer, TextTask } from './text-order.js';

const config = z.strictObject({
  ...onnxSettings,
  /** How the vectors of a text's pieces become one; what the model's folder says, or `mean`, unless given. */
  pooling: z.enum(['mean', 'cls', 'max']).optional(),
  /** Vectors of length 1. */
  normalize: z.boolean().default(true),
  /** Put before each text, such as `query: ` for models of the e5 family. */
  prefix: z.string().default(''),
});

type Config = z.infer<typeof config>;

interface State extends OnnxPart {
  readonly columns: Columns;
  /** In training: the vectors of its messages. */
  readonly trained?: WeakMap<Message, Float32Array>;
}

const name = 'OnnxEncoder';

/**
 * Dense features of a whole message by a sentence encoder in an ONNX file with its Hugging Face tokenizer, for the
 * classifiers behind it. The encoder itself does not learn.
 */
const onnxEncoderIn = (botFolder: string): Component => {
  const ownerOf = (settings: Config): OnnxOwner => ({
    component: name,
    botFolder,
    settings,
    prefix: settings.prefix,
    taskOf: (folder) => encodingOf(folder, settings),
  });
  return defineComponent<Config, State>({
    name,
    config,
    provides: ['features'],
    requires: [],
    inFolder: onnxEncoderIn,
    outside: (settings) => findOnnxPart(ownerOf(settings)).folder.fingerprint,
    async train(messages, settings, context) {
      const part = findOnnxPart(ownerOf(settings));
      await part.desk.open();
      const texts = messages.map(({ text }) => text);
      const vectors = await askAll(part.desk, texts, settings.batch_size, context.signal, (share) =>
        context.progress(share, 'encoder'),
      );
      const trained = new WeakMap<Message, Float32Array>();
      for (const message of messages) trained.set(message, (vectors.get(message.text) as TextAnswer).values);
      const all = [...vectors.values()].map(({ values }) => values);
      return { ...part, columns: learnColumns(all, all[0]?.length ?? 0), trained };
    },
    async processTraining(messages, { desk, columns, trained }, settings) {
      // Asked all at once they go in batches; a state that was not trained just now knows none of them.
      const vectorOf = async (message: Message) => trained?.get(message) ?? (await desk.ask(message.text)).values;
      await Promise.all(messages.map(async (message) => write(message, settings, await vectorOf(message), columns)));
    },
    process(message, { desk, columns }, settings) {
      const known = desk.known(message.text);
      if (known) return write(message, settings, known.values, columns);
      return desk.ask(message.text).then(({ values }) => write(message, settings, values, columns));
    },
    save: (state) => ({ ...saveOnnxPart(state), columns: saveColumns(state.columns) }),
    load(files, settings) {
      const columns = files.columns as Uint8Array;
      return {
        ...loadOnnxPart(files, ownerOf(settings)),
        columns: loadColumns(columns, columns.length / bytesPerColumn),
      };
    },
  });
};

/** Two floats. */
const bytesPerColumn = 8;

/** How an encoder is asked: as the settings say, else as its folder does. */
export const encodingOf = (
  { pooling }: Pick<OnnxFolder, 'pooling'>,
  settings: Pick<Config, 'pooling' | 'normalize'>,
): TextTask => ({ kind: 'encode', pooling: settings.pooling ?? pooling ?? 'mean', normalize: settings.normalize });

/** Encoders use some of their numbers more than others; what is even is learned from as easily as sparse features are. */
function write(message: Message, { model }: Config, vector: Float32Array, columns: Columns): undefined {
  const dense = vector.slice();
  levelColumns(dense, columns);
  // A pipeline may have several encoders.
  message.features.set(`${name} ${model}`, { dense, size: dense.length });
}

/** The encoder of a bot whose folder is the current one; `inFolder` makes that of another. */
export const onnxEncoder: Component = onnxEncoderIn('.');
