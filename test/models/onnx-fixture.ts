import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type OnnxConstant, type OnnxModel, type OnnxStep, writeOnnx } from '../../models/onnx/onnx-file.js';

/** Pieces that a little BERT knows: words, and what may follow inside one. */
const pieces = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'hello', 'howdy', 'price', 'cost', 'the', 'what', 'book', 'friday', 'zoe'],
  ...['sao', 'paulo', '##s', '##day', 'sun', '?', 'a', 'b', 'c'],
] as const;

/** A WordPiece tokenizer as BERT's: lower case, no accents, `[CLS]` and `[SEP]` around each text. */
const wordPiece = (vocabulary: readonly string[] = pieces): object => ({
  version: '1.0',
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({ id, content, special: true })),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
});

const framed = {
  type: 'TemplateProcessing',
  single: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
  ],
  pair: [],
  special_tokens: {
    '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] },
    '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] },
  },
};

/** A tokenizer of bytes as RoBERTa's, with a piece for "hello" behind a blank. */
export function byteLevel(): object {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let others = 256;
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : others++));
  const merges = ['h e', 'l l', 'he ll', 'hell o', '\u0120 hello'];
  const vocabulary = ['<s>', '</s>', ...bytes, ...merges.map((merge) => merge.replace(' ', ''))];
  return {
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
    post_processor: framed,
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])), merges },
  };
}

/** A tokenizer of SentencePiece's as XLM-RoBERTa's, which knows few letters. */
export const sentencePiece = (): object => ({
  added_tokens: [],
  normalizer: { type: 'NFKC' },
  pre_tokenizer: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: true },
  post_processor: framed,
  decoder: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always' },
  model: {
    type: 'Unigram',
    unk_id: 2,
    vocab: [
      ...['<s>', '</s>', '<unk>'].map((piece) => [piece, 0]),
      ...['\u2581hello', 'zo', '\u00eb', '1', 'k'].map((piece) => [piece, -2]),
      ['\u2581', -3],
    ],
  },
});

/** What each piece means to the models here: one number a direction. */
const meanings: Readonly<Record<string, readonly [number, number, number]>> = {
  hello: [1, 0, 0],
  howdy: [1, 0, 0],
  price: [0, 1, 0],
  cost: [0, 1, 0],
  friday: [0, 0, 1],
  zoe: [0, 0, 2],
  sao: [0, 2, 0],
  paulo: [0, 2, 1],
};

/** The numbers of a model's pieces, three each. */
const vectorsOf = (vocabulary: readonly string[]): OnnxConstant => ({
  name: 'vectors',
  shape: [vocabulary.length, 3],
  values: Float32Array.from(vocabulary.flatMap((piece) => [...(meanings[piece] ?? [0, 0, 0])])),
});

const texts = (name: string) => ({ name, type: 'int64' as const, shape: ['texts', 'pieces'] });
const inputs = [texts('input_ids'), texts('attention_mask')];
const lookUp: OnnxStep = { operator: 'Gather', inputs: ['vectors', 'input_ids'], outputs: ['last_hidden_state'] };

/** A sentence encoder: the vectors of the pieces, as many as there are. */
export const encoder = (change: Partial<OnnxModel> = {}, vocabulary: readonly string[] = pieces): Uint8Array =>
  writeOnnx({
    name: 'encoder',
    inputs,
    outputs: [{ name: 'last_hidden_state', type: 'float32', shape: ['texts', 'pieces', 3] }],
    constants: [vectorsOf(vocabulary)],
    steps: [lookUp],
    ...change,
  });

/** The same with attention: each piece is what all pieces of its text are, as far as they are like it. */
export const attentiveEncoder = (): Uint8Array =>
  encoder({
    constants: [
      vectorsOf(pieces),
      { name: 'one', shape: [], values: Float32Array.of(1) },
      { name: 'much', shape: [], values: Float32Array.of(1e9) },
      { name: 'middle', shape: [1], values: [1] },
    ],
    steps: [
      { ...lookUp, outputs: ['looked_up'] },
      { operator: 'Transpose', inputs: ['looked_up'], outputs: ['turned'], attributes: { perm: [0, 2, 1] } },
      { operator: 'MatMul', inputs: ['looked_up', 'turned'], outputs: ['likeness'] },
      { operator: 'Cast', inputs: ['attention_mask'], outputs: ['is_text'], attributes: { to: 1 } },
      { operator: 'Sub', inputs: ['is_text', 'one'], outputs: ['minus'] },
      { operator: 'Mul', inputs: ['minus', 'much'], outputs: ['never'] },
      { operator: 'Unsqueeze', inputs: ['never', 'middle'], outputs: ['for_all'] },
      { operator: 'Add', inputs: ['likeness', 'for_all'], outputs: ['seen'] },
      { operator: 'Softmax', inputs: ['seen'], outputs: ['shares'], attributes: { axis: -1 } },
      { operator: 'MatMul', inputs: ['shares', 'looked_up'], outputs: ['last_hidden_state'] },
    ],
  });

/** A classifier of three labels: the sum of what the pieces mean. */
export const classifier = (): Uint8Array =>
  writeOnnx({
    name: 'classifier',
    inputs,
    outputs: [{ name: 'logits', type: 'float32', shape: ['texts', 3] }],
    constants: [vectorsOf(pieces), { name: 'pieces', shape: [1], values: [1] }],
    steps: [
      lookUp,
      {
        operator: 'ReduceSum',
        inputs: ['last_hidden_state', 'pieces'],
        outputs: ['logits'],
        attributes: { keepdims: 0 },
      },
    ],
  });

/** A tagger: `O`, `B-DATE`, `B-CITY`, `I-CITY`, by what each piece means. */
export const tagger = (): Uint8Array =>
  writeOnnx({
    name: 'tagger',
    inputs,
    outputs: [{ name: 'logits', type: 'float32', shape: ['texts', 'pieces', 4] }],
    constants: [
      vectorsOf(pieces),
      // From meanings to labels; nothing in particular is O.
      { name: 'labels', shape: [3, 4], values: Float32Array.of(9, 0, 0, 0, 0, 0, 5, 4, 0, 9, -9, 4) },
      { name: 'habit', shape: [4], values: Float32Array.of(6, 0, 0, 0) },
    ],
    steps: [
      lookUp,
      { operator: 'MatMul', inputs: ['last_hidden_state', 'labels'], outputs: ['raw'] },
      { operator: 'Add', inputs: ['raw', 'habit'], outputs: ['logits'] },
    ],
  });

const json = (value: unknown): string => JSON.stringify(value);

/** Files of a model's folder, by name; what is given replaces those of an encoder. */
export const encoderFiles = (more: Readonly<Record<string, string | Uint8Array>> = {}) => ({
  'model.onnx': encoder(),
  'tokenizer.json': json(wordPiece()),
  'tokenizer_config.json': json({ pad_token: '[PAD]', tokenizer_class: 'BertTokenizer' }),
  'config.json': json({ model_type: 'bert' }),
  ...more,
});

/** A folder of a bot with models in `pretrained/`, gone when the test is over. */
export async function botWith(
  models: Readonly<Record<string, Readonly<Record<string, string | Uint8Array | undefined>>>>,
): Promise<{ readonly folder: string; [Symbol.asyncDispose](): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-onnx-'));
  for (const [model, files] of Object.entries(models)) {
    for (const [name, content] of Object.entries(files)) {
      if (content === undefined) continue;
      const path = join(folder, 'pretrained', model, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
