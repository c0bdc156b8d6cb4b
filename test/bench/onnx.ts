import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type NluExample, trainPipeline } from '../../core/index.js';
import { intentClassifier } from '../../models/intent/intent-classifier.js';
import { onnxEncoder } from '../../models/onnx/onnx-encoder.js';
import { randomFrom } from '../../models/random.js';
import { littleTransformer } from './little-transformer.js';

/**
 * How long a sentence encoder of the size of all-MiniLM-L6-v2 takes: six layers, 384 numbers a text, 22 million weights.
 * The weights are random, so nothing is said of what it understands.
 *
 * `npm run build && node dist/test/bench/onnx.js`
 */
const size = { layers: 6, hidden: 384, vocabulary: 30_522 };
const examples = 1_000;
const messages = 300;

const random = randomFrom(1);
const words = Array.from({ length: 2_000 }, (_, at) => `w${at}`);
/** A message as people write to bots: 4 to 18 words. */
const message = (): string =>
  Array.from({ length: 4 + Math.floor(random() * 15) }, () => words[Math.floor(random() * words.length)]).join(' ');

const tokenizer = {
  added_tokens: [],
  normalizer: { type: 'BertNormalizer', lowercase: true, clean_text: true, handle_chinese_chars: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', cls: ['[CLS]', 2], sep: ['[SEP]', 3] },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    vocab: Object.fromEntries(['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...words].map((piece, id) => [piece, id])),
  },
};

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-onnx-'));
try {
  await mkdir(join(folder, 'pretrained/mini'), { recursive: true });
  await writeFile(join(folder, 'pretrained/mini/model.onnx'), littleTransformer(size));
  await writeFile(join(folder, 'pretrained/mini/tokenizer.json'), JSON.stringify(tokenizer));
  await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const place = { file: 'nlu.yml', line: 1 };
  const learned = Array.from(
    { length: examples },
    (_, at): NluExample => ({ text: message(), intent: `intent ${at % 10}`, entities: [], place }),
  );
  const entries = [
    { name: 'OnnxEncoder', model: 'mini', cache: 0 },
    { name: 'IntentClassifier', epochs: 1, ensemble: 1 },
  ];
  const encoder = onnxEncoder.inFolder?.(folder) ?? onnxEncoder;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const data = { examples: learned, synonyms: new Map(), regexes: [], lookups: [] };
  let encoded = 0;
  const start = performance.now();
  const nlu = await trainPipeline(entries, [encoder, intentClassifier], data, undefined, {
    progress: (_, note) => {
      if (note === 'encoder') encoded = performance.now() - start;
    },
  });
  delay.enable();
  const times: number[] = [];
  for (let at = 0; at < messages; at++) {
    const text = message();
    const from = performance.now();
    await nlu.parse(text);
    times.push(performance.now() - from);
  }
  times.sort((one, other) => one - other);
  const batch = performance.now();
  await Promise.all(Array.from({ length: messages }, () => nlu.parse(message())));
  const together = (performance.now() - batch) / messages;
  const share = (part: number): string => `${(times[Math.floor(part * messages)] as number).toFixed(1)} ms`;
  console.log(`training: ${(encoded / examples).toFixed(2)} ms an example`);
  console.log(
    `one message at a time: median ${share(0.5)}, p99 ${share(0.99)}; many at once: ${together.toFixed(1)} ms each`,
  );
  console.log(`event loop held up at most ${(delay.max / 1e6).toFixed(0)} ms`);
}
