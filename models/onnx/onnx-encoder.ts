import { z } from 'zod';
import { type Component, defineComponent, type Message } from '../../core/index.js';
import { findOnnxPart, loadOnnxPart, type OnnxOwner, type OnnxPart, onnxSettings, saveOnnxPart } from './onnx-part.js';
import { askAll } from './text-desk.js';
import type { TextAnswer } from './text-order.js';

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
    taskOf: ({ pooling }) => ({
      kind: 'encode',
      pooling: settings.pooling ?? pooling ?? 'mean',
      normalize: settings.normalize,
    }),
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
      return { ...part, trained };
    },
    async processTraining(messages, { desk, trained }) {
      // Asked all at once they go in batches; a state that was not trained just now knows none of them.
      const vectorOf = async (message: Message) => trained?.get(message) ?? (await desk.ask(message.text)).values;
      await Promise.all(messages.map(async (message) => write(message, await vectorOf(message))));
    },
    process(message, { desk }) {
      const known = desk.known(message.text);
      if (known) return write(message, known.values);
      return desk.ask(message.text).then(({ values }) => write(message, values));
    },
    save: saveOnnxPart,
    load: (files, settings) => loadOnnxPart(files, ownerOf(settings)),
  });
};

function write(message: Message, dense: Float32Array): undefined {
  message.features.set(name, { dense, size: dense.length });
}

/** The encoder of a bot whose folder is the current one; `inFolder` makes that of another. */
export const onnxEncoder: Component = onnxEncoderIn('.');
