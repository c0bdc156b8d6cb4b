import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  builtInPolicies,
  type Message,
  newMessage,
  type Presets,
  runCli,
  type TrainedPipeline,
} from '../../core/index.js';
import { sparseOf } from '../../models/features/sparse-of.js';
import {
  builtInComponents,
  defaultPipeline,
  exportIntents,
  pretrainedModels,
  translateRasaPipeline,
} from '../../models/index.js';
import { studio, train } from './nlu-fixture.js';
import { botWith, classifier, encoder, encoderFiles } from './onnx-fixture.js';

const presets: Presets = {
  components: builtInComponents,
  pipeline: defaultPipeline,
  translatePipeline: translateRasaPipeline,
  foreignComponents: [],
  languageDetection: { name: 'LanguageDetector' },
  policies: builtInPolicies,
  defaultPolicies: [],
  channels: [],
  openChannels: [],
  terminal: () => {
    throw new Error('nobody sits here');
  },
  actions: [],
  pretrained: pretrainedModels,
  exportPipeline: exportIntents,
};

const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  const note = (...words: unknown[]) => {
    said.push(words.join(' '));
  };
  vi.spyOn(console, 'log').mockImplementation(note);
  vi.spyOn(console, 'error').mockImplementation(note);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const parley = (...words: readonly string[]) => runCli(words, presets);
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A bot that says hello, with models beside it to be added. */
async function littleBot() {
  const bot = await botWith({ '../elsewhere/little': encoderFiles() });
  const files = {
    'domain.yml': 'intents: [greet, price]\nresponses:\n  utter_greet:\n    - text: Hello!\n',
    'config.yml': 'language: en\npipeline:\n  - name: OnnxEncoder\n    model: little\n  - name: IntentClassifier\n',
    'data/nlu.yml': [
      'nlu:',
      ...['- intent: greet', '  examples: |', '    - hello', '    - hello hello', '    - hello the'],
      ...['- intent: price', '  examples: |', '    - price', '    - what price', '    - the price', ''],
    ].join('\n'),
    'data/rules.yml': 'rules:\n  - rule: greet\n    steps:\n      - intent: greet\n      - action: utter_greet\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(bot.folder, name, '..'), { recursive: true });
    await writeFile(join(bot.folder, name), text);
  }
  return bot;
}

describe('parley models', () => {
  it('adds a folder, trains with it, and writes what was learned as ONNX', async () => {
    await using bot = await littleBot();
    const { folder } = bot;
    expect(await parley('train', folder), 'the model is not there yet').toBe(1);
    expect(said.join('\n')).toMatch(/config\.yml:3.*is not there: there is no such folder.*parley models add/s);

    expect(await parley('models', 'add', join(folder, 'elsewhere/little'), folder)).toBe(0);
    expect(said.join('\n')).toMatch(/little: sentence encoder, 3 numbers a text/);
    expect(said.join('\n')).toContain(sha256(encoder()));
    expect(said.at(-1)).toContain('- name: OnnxEncoder\n    model: little');

    expect(await parley('train', folder)).toBe(0);
    const out = join(folder, 'out');
    expect(await parley('models', 'export', '--onnx', folder, '--out', out), said.at(-1)).toBe(0);
    const session = await InferenceSession.create(join(out, 'model.onnx'));
    expect(session.inputNames).toEqual(['indices', 'values']);
    expect(JSON.parse(await readFile(join(out, 'config.json'), 'utf8'))).toMatchObject({
      id2label: { 0: 'greet', 1: 'price' },
      features: 3,
    });

    said.length = 0;
    expect(await parley('train', folder)).toBe(0);
    expect(said.join('\n')).toMatch(/Nothing changed/);
    await writeFile(join(folder, 'pretrained/little/model.onnx'), encoder({ name: 'another' }));
    said.length = 0;
    expect(await parley('train', folder)).toBe(0);
    expect(said.join('\n'), 'another model takes its place').not.toMatch(/Nothing changed/);

    said.length = 0;
    expect(await parley('models', 'list', folder)).toBe(0);
    expect(said.join('\n')).toMatch(/\.tar.*answers\n.*elsewhere.*\n {2}little {2}sentence encoder, \d+ kB/s);
  });

  it('refuses what does not run, and leaves nothing of it', async () => {
    await using bot = await littleBot();
    const { folder } = bot;
    const source = join(folder, 'elsewhere/little');
    await writeFile(join(source, 'model.onnx'), encoder().slice(0, 90));
    expect(await parley('models', 'add', source, folder)).toBe(1);
    expect(said.at(-1)).toMatch(/cannot be used/);
    await writeFile(join(source, 'model.onnx'), encoder());
    expect(await parley('models', 'add', source, folder, '--sha256', sha256('another'))).toBe(1);
    expect(said.at(-1)).toMatch(/has the SHA-256/);
    expect(await readdir(join(folder, 'pretrained'))).toEqual([]);
    expect(await parley('models', 'add', source, folder)).toBe(0);
    expect(await parley('models', 'add', source, folder)).toBe(1);
    expect(said.at(-1)).toMatch(/has a model named little already/);
  });
});

describe('a model that is asked for by its name', () => {
  it('is downloaded, checked by its hash, and known by its commit', async () => {
    await using bot = await littleBot();
    const labels = { architectures: ['DistilBertForSequenceClassification'], id2label: { 0: 'a', 1: 'b', 2: 'c' } };
    await using hub = await fakeHub({
      ...encoderFiles({ 'config.json': JSON.stringify(labels) }),
      'model.onnx': undefined,
      'onnx/model.onnx': classifier(),
    });
    vi.stubEnv('HF_ENDPOINT', hub.url);
    vi.stubEnv('HF_TOKEN', 'hf_not_to_be_shown');
    expect(await parley('models', 'add', 'someone/secret', bot.folder), 'with the token it is open').toBe(0);
    expect(said.join('\n')).not.toContain('hf_not_to_be_shown');
    expect(await parley('models', 'add', 'someone/little-classifier', bot.folder)).toBe(0);
    expect(said.join('\n')).toMatch(/little-classifier: classifier, 3 labels/);
    expect(said.at(-1)).toContain('OnnxIntentClassifier');
    const source = JSON.parse(await readFile(join(bot.folder, 'pretrained/little-classifier/source.json'), 'utf8'));
    expect(source).toMatchObject({ revision: 'c0ffee', files: { 'model.onnx': sha256(classifier()) } });
  });

  it('is not taken when it is not what the hub says, or not there', async () => {
    await using bot = await littleBot();
    await using hub = await fakeHub({ ...encoderFiles() }, sha256('something else'));
    vi.stubEnv('HF_ENDPOINT', hub.url);
    expect(await parley('models', 'add', 'someone/damaged', bot.folder)).toBe(1);
    expect(said.at(-1)).toMatch(/model\.onnx has the SHA-256/);
    expect(await parley('models', 'add', 'someone/little', bot.folder, '--file', 'onnx/none.onnx')).toBe(1);
    expect(said.at(-1)).toMatch(/there is no model with a file onnx\/none\.onnx/);
    vi.stubEnv('HF_TOKEN', '');
    expect(await parley('models', 'add', 'someone/secret', bot.folder)).toBe(1);
    expect(said.at(-1)).toMatch(/no such model, or it is not open to everybody/);
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:1');
    expect(await parley('models', 'add', 'someone/little', bot.folder)).toBe(1);
    expect(said.at(-1)).toMatch(/could not be downloaded/);
    expect(await readdir(join(bot.folder, 'pretrained'))).toEqual([]);
  });
});

describe('the built-in classifier as ONNX', () => {
  const pipeline = [{ name: 'NgramFeatures' }, { name: 'IntentClassifier' }];
  const texts = ['hello', 'book me with Mara on friday', 'how much is it', 'xyzzy', '😀'];

  it('gives the same answers to 1e-4, one by one and together', async () => {
    const nlu = await train(studio, pipeline);
    const { 'model.onnx': bytes, 'config.json': config } = exportIntents(nlu);
    const labels: Record<string, string> = JSON.parse(new TextDecoder().decode(config)).id2label;
    const session = await InferenceSession.create(bytes as Uint8Array);
    const rows = texts.map((text) => sparseOf(withFeatures(nlu, text)).vector);
    const width = Math.max(...rows.map(({ indices }) => indices.length));
    const indices = new BigInt64Array(rows.length * width);
    const values = new Float32Array(rows.length * width);
    for (const [row, vector] of rows.entries()) {
      indices.set(BigInt64Array.from(vector.indices, BigInt), row * width);
      values.set(vector.values, row * width);
    }
    const { probabilities } = await session.run({
      indices: new Tensor('int64', indices, [rows.length, width]),
      values: new Tensor('float32', values, [rows.length, width]),
    });
    const found = probabilities?.data as Float32Array;
    const count = Object.keys(labels).length;
    for (const [row, text] of texts.entries()) {
      const { intent_ranking: ranking } = await nlu.parse(text);
      // One label stands for messages of no known intent.
      expect(ranking).toHaveLength(count - 1);
      for (const { name, confidence } of ranking) {
        const label = Object.values(labels).indexOf(name ?? '');
        expect(Math.abs((found[row * count + label] as number) - confidence)).toBeLessThan(1e-4);
      }
    }
  });

  it('is refused where there is none', async () => {
    const nlu = await train(studio, [{ name: 'KeywordIntents' }]);
    expect(() => exportIntents(nlu)).toThrow(/has no IntentClassifier.*KeywordIntents/);
  });
});

/** A message as the featurizers of a pipeline leave it. */
function withFeatures({ parts }: TrainedPipeline, text: string): Message {
  const message = newMessage(text);
  for (const { component, config, state } of parts) component.process(message, state, config);
  return message;
}

/** Speaks as Hugging Face's hub does: large files are elsewhere, and their hash is told on the way there. */
async function fakeHub(files: Readonly<Record<string, string | Uint8Array | undefined>>, etag?: string) {
  const server: Server = createServer((request, response) => {
    const [, , , kind, , ...rest] = decodeURI(request.url ?? '').split('/');
    const name = kind === 'resolve' ? rest.join('/') : decodeURI(request.url ?? '').replace('/storage/', '');
    const content = files[name];
    const mayRead = !request.url?.includes('/secret/') || request.headers.authorization === 'Bearer hf_not_to_be_shown';
    if (!mayRead) response.writeHead(401).end('Invalid username or password.');
    else if (content === undefined) response.writeHead(404).end('Entry not found');
    else if (kind === 'resolve' && name.endsWith('.onnx')) {
      const headers = { location: `/storage/${name}`, 'x-linked-etag': `"${etag ?? sha256(content)}"` };
      response.writeHead(302, { ...headers, 'x-repo-commit': 'c0ffee' }).end();
    } else response.writeHead(200, { etag: '"5b8f"', 'x-repo-commit': 'c0ffee' }).end(content);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
