import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { poolTokens } from './pool-tokens.js';
import { openSession, type Runtime } from './runtime.js';
import type { TextAnswer, TextModel, TextOrder } from './text-order.js';
import { type EncodedText, openTokenizer, type TextTokenizer } from './text-tokenizer.js';

/**
 * Opens a text model in this thread, and tries it, also with the highest number that the tokenizer has, which a model of
 * a smaller vocabulary does not know.
 *
 * @throws Error whose message says what is wrong with the model
 */
export async function openTextModel(order: TextOrder): Promise<TextModel> {
  const { runtime, session } = await openSession(order.modelFile, order.threads);
  const shape = shapeOf(session);
  const maxLength = Math.min(order.maxLength, shape.length ?? order.maxLength);
  const tokenizer = await openTokenizer({ ...order, maxLength }).catch((cause: unknown) => {
    throw new Error(`its tokenizer.json cannot be read (${messageOf(cause)})`, { cause });
  });
  const output = outputOf(session, order);
  const run = (texts: readonly EncodedText[]) => runBatch({ runtime, session, shape, output, order, tokenizer }, texts);
  const size = await tryOut(run, tokenizer, order);
  return {
    size,
    async answer(texts) {
      const encoded = texts.map((text) => tokenizer.encode(text));
      const answers: TextAnswer[] = [];
      const most = shape.batch ?? order.batchSize;
      for (let at = 0; at < encoded.length; at += most) answers.push(...(await run(encoded.slice(at, at + most))));
      return answers;
    },
  };
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

interface OpenModel {
  readonly runtime: Runtime;
  readonly session: InferenceSession;
  readonly shape: InputShape;
  readonly output: string;
  readonly order: TextOrder;
  readonly tokenizer: TextTokenizer;
}

/** Sizes that the model fixes; most leave both open. */
interface InputShape {
  readonly batch: number | undefined;
  readonly length: number | undefined;
}

const knownInputs = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

function shapeOf(session: InferenceSession): InputShape {
  const strange = session.inputNames.filter((name) => !knownInputs.includes(name));
  if (strange.length > 0 || !session.inputNames.includes('input_ids')) {
    const found = session.inputNames.join(', ');
    throw new Error(`its inputs are ${found}; those of a model of texts are among ${knownInputs.join(', ')}`);
  }
  const ids = session.inputMetadata[session.inputNames.indexOf('input_ids')];
  const [batch, length] = ids?.isTensor ? ids.shape : [];
  return {
    batch: typeof batch === 'number' ? batch : undefined,
    length: typeof length === 'number' ? length : undefined,
  };
}

/** Outputs by which tasks are known, as exporters of Hugging Face's models name them; the first output else. */
const usualOutputs = {
  encode: ['sentence_embedding', 'last_hidden_state', 'token_embeddings'],
  classify: ['logits'],
  tag: ['logits'],
} as const;

function outputOf({ outputNames }: InferenceSession, { output, task }: TextOrder): string {
  if (output !== undefined && !outputNames.includes(output)) {
    throw new Error(`it has no output ${output}; its outputs are ${outputNames.join(', ')}`);
  }
  const usual: readonly string[] = usualOutputs[task.kind];
  return output ?? usual.find((name) => outputNames.includes(name)) ?? outputNames[0] ?? '';
}

type Run = (texts: readonly EncodedText[]) => Promise<readonly TextAnswer[]>;

async function tryOut(run: Run, tokenizer: TextTokenizer, { task }: TextOrder): Promise<number> {
  const highest: EncodedText = { ids: [tokenizer.highestId], spans: new Uint32Array(2) };
  const [first] = await run([{ ids: [0, 0, 0], spans: new Uint32Array(6) }]).catch((cause: unknown) => {
    throw new Error(`it does not run (${messageOf(cause)})`, { cause });
  });
  await run([highest]).catch((cause: unknown) => {
    const most = `the tokenizer's pieces go up to number ${tokenizer.highestId}`;
    throw new Error(`its tokenizer does not fit: ${most}, which the model does not know (${messageOf(cause)})`, {
      cause,
    });
  });
  const pieces = (first?.spans.length ?? 0) / 2;
  const size = (first?.values.length ?? 0) / (task.kind === 'tag' ? pieces : 1);
  if (!Number.isInteger(size) || size === 0) throw new Error('its output is not of the length of its texts');
  return size;
}

async function runBatch(
  { runtime, session, shape, output, order, tokenizer }: OpenModel,
  texts: readonly EncodedText[],
): Promise<readonly TextAnswer[]> {
  const rows = shape.batch ?? texts.length;
  const length = shape.length ?? Math.max(1, ...texts.map(({ ids }) => ids.length));
  const columns = inputColumns(texts, rows, length, tokenizer.padId);
  const feeds: Record<string, Tensor> = {};
  for (const [at, name] of session.inputNames.entries()) {
    const about = session.inputMetadata[at];
    const values = columns[name as keyof typeof columns];
    feeds[name] =
      about?.isTensor && about.type === 'int32'
        ? new runtime.Tensor('int32', values, [rows, length])
        : new runtime.Tensor('int64', BigInt64Array.from(values, BigInt), [rows, length]);
  }
  const tensor = (await session.run(feeds, [output]))[output];
  if (tensor?.type !== 'float32' || !(tensor.data instanceof Float32Array)) {
    throw new Error(`its output ${output} is ${tensor?.type ?? 'nothing'}, not float32`);
  }
  const read = readerOf(tensor.data, tensor.dims, order);
  return texts.map((text, row) => read(row, Math.min(length, text.ids.length), text.spans));
}

function inputColumns(texts: readonly EncodedText[], rows: number, length: number, padId: number) {
  const columns = {
    input_ids: new Int32Array(rows * length).fill(padId),
    attention_mask: new Int32Array(rows * length),
    token_type_ids: new Int32Array(rows * length),
    position_ids: Int32Array.from({ length: rows * length }, (_, at) => at % length),
  };
  for (const [row, { ids }] of texts.entries()) {
    columns.input_ids.set(ids.slice(0, length), row * length);
    columns.attention_mask.fill(1, row * length, row * length + Math.min(length, ids.length));
  }
  return columns;
}

type Read = (row: number, pieces: number, spans: Uint32Array) => TextAnswer;

const noSpans = new Uint32Array();

/** What reads the answer of one text from the output of a batch: rows of vectors, or of vectors by piece. */
function readerOf(data: Float32Array, dims: readonly number[], { task }: TextOrder): Read {
  const [, length = 0, width = 0] = dims;
  const shape = `its output has the shape ${dims.join(' × ')}`;
  if (dims.length === 2 && task.kind !== 'tag') {
    const pooled = (row: number) => data.slice(row * length, (row + 1) * length);
    return (row) => ({
      values: task.kind === 'encode' && task.normalize ? unit(pooled(row)) : pooled(row),
      spans: noSpans,
    });
  }
  if (dims.length !== 3 || task.kind === 'classify')
    throw new Error(`${shape}, which is not that of ${wantedOf[task.kind]}`);
  const tokens = (row: number, pieces: number) => data.subarray(row * length * width, (row * length + pieces) * width);
  if (task.kind === 'tag') {
    return (row, pieces, spans) => ({ values: tokens(row, pieces).slice(), spans: spans.slice(0, 2 * pieces) });
  }
  return (row, pieces) => {
    const vector = poolTokens(tokens(row, pieces), width, task.pooling);
    return { values: task.normalize ? unit(vector) : vector, spans: noSpans };
  };
}

const wantedOf = {
  encode: 'vectors',
  classify: 'scores of labels (texts × labels)',
  tag: 'scores of labels for each piece (texts × pieces × labels)',
} as const;

/** The same vector with length 1. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
