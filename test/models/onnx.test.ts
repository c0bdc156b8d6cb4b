import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPipeline, type PipelineEntry, savePipeline, type TrainOptions, trainPipeline } from '../../core/index.js';
import { builtInComponents } from '../../models/index.js';
import { encodingOf } from '../../models/onnx/onnx-encoder.js';
import { readOnnxFolder } from '../../models/onnx/onnx-folder.js';
import { spansOf } from '../../models/onnx/piece-spans.js';
import { openTextModel } from '../../models/onnx/text-model.js';
import type { TextOrder } from '../../models/onnx/text-order.js';
import { openTokenizer } from '../../models/onnx/text-tokenizer.js';
import { dataOf } from './nlu-fixture.js';
import {
  attentiveEncoder,
  botWith,
  byteLevel,
  classifier,
  encoder,
  encoderFiles,
  sentencePiece,
  tagger,
} from './onnx-fixture.js';

const componentsIn = (folder: string) => builtInComponents.map((one) => one.inFolder?.(folder) ?? one);

const data = dataOf({ greet: ['hello', 'hello hello', 'hello the'], price: ['the price', 'what price', 'price'] });

/** Trains a pipeline in a bot's folder. */
const trainIn = (folder: string, entries: readonly PipelineEntry[], options: TrainOptions = {}) =>
  trainPipeline(entries, componentsIn(folder), data, undefined, options);

/** The vector of a text under settings of the encoder. */
async function vectorOf(
  botFolder: string,
  text: string,
  {
    model = 'little',
    prefix = '',
    maxLength = 64,
    ...settings
  }: Partial<Parameters<typeof encodingOf>[1]> & {
    readonly model?: string;
    readonly prefix?: string;
    readonly maxLength?: number;
  } = {},
): Promise<number[]> {
  const folder = readOnnxFolder(botFolder, { model, component: 'OnnxEncoder' });
  const task = encodingOf(folder, { pooling: undefined, normalize: true, ...settings });
  const { answer } = await openTextModel({ ...folder, task, prefix, maxLength, batchSize: 8 });
  const [found] = await answer([text]);
  return [...(found?.values ?? [])].map((value) => Math.round(value * 1000) / 1000);
}

describe('a sentence encoder in an ONNX file', () => {
  it('lets the intent classifier know words that no example has', async () => {
    await using bot = await botWith({ little: encoderFiles() });
    const entries = [{ name: 'OnnxEncoder', model: 'little' }, { name: 'IntentClassifier' }];
    const nlu = await trainIn(bot.folder, entries);
    expect((await nlu.parse('howdy')).intent.name).toBe('greet');
    expect((await nlu.parse('what the cost')).intent.name).toBe('price');

    const loaded = loadPipeline(savePipeline(nlu), entries, componentsIn(bot.folder));
    expect(await loaded.parse('howdy')).toEqual(await nlu.parse('howdy'));
    expect(loaded.parse('howdy'), 'what was asked before is answered at once').not.toBeInstanceOf(Promise);
  });

  it('makes one vector of those of the pieces, as it is told', async () => {
    await using bot = await botWith({
      little: encoderFiles(),
      declared: encoderFiles({
        '1_Pooling/config.json': JSON.stringify({ pooling_mode_max_tokens: true }),
      }),
    });
    const text = 'price friday friday';
    const plain = { normalize: false };
    expect(await vectorOf(bot.folder, text, { ...plain, pooling: 'mean' })).toEqual([0, 0.2, 0.4]);
    expect(await vectorOf(bot.folder, text, { ...plain, pooling: 'cls' })).toEqual([0, 0, 0]);
    expect(await vectorOf(bot.folder, text, { ...plain, model: 'declared' })).toEqual([0, 1, 1]);
    expect(await vectorOf(bot.folder, text)).toEqual([0, 0.447, 0.894]);
    expect(await vectorOf(bot.folder, 'friday', { ...plain, pooling: 'max', prefix: 'hello ' })).toEqual([1, 0, 1]);
    expect(await vectorOf(bot.folder, `${text} hello`, { ...plain, pooling: 'max', maxLength: 4 })).toEqual([0, 1, 1]);
  });

  it('answers the same alone and in a batch, and reads messages of any length', async () => {
    await using bot = await botWith({ little: encoderFiles({ 'model.onnx': attentiveEncoder() }) });
    const nlu = await trainIn(bot.folder, [
      { name: 'OnnxEncoder', model: 'little', cache: 1 },
      { name: 'IntentClassifier', epochs: 5 },
    ]);
    const texts = ['howdy', 'what the cost of friday', '😀 \u200b e\u0301', 'price '.repeat(5000), 'hello'];
    const together = await Promise.all(texts.map((text) => nlu.parse(text)));
    for (const [at, text] of texts.entries()) {
      const { intent } = await nlu.parse(text);
      expect(intent.name).toBe(together[at]?.intent.name);
      expect(intent.confidence).toBeCloseTo(together[at]?.intent.confidence ?? 0, 5);
    }
  });
});

describe('a whole classifier in an ONNX file', () => {
  const labels = { 0: 'LABEL_0', 1: 'price', 2: 'greet' };
  const files = encoderFiles({ 'model.onnx': classifier(), 'config.json': JSON.stringify({ id2label: labels }) });
  const entries = [{ name: 'OnnxIntentClassifier', model: 'little', intents: { LABEL_0: 'greet' } }];

  it('says the intents that its labels mean', async () => {
    await using bot = await botWith({ little: files });
    const nlu = await trainIn(bot.folder, entries);
    const { intent_ranking: ranking } = await nlu.parse('the cost');
    const e = Math.E;
    expect(ranking.map(({ name }) => name)).toEqual(['price', 'greet']);
    expect(ranking[0]?.confidence).toBeCloseTo(e / (e + 2), 5);
    expect(ranking[1]?.confidence).toBeCloseTo(2 / (e + 2), 5);
    const loaded = loadPipeline(savePipeline(nlu), entries, componentsIn(bot.folder));
    expect((await loaded.parse('the cost')).intent_ranking).toEqual(ranking);
  });

  it('scores each label by itself where they do not exclude each other', async () => {
    const config = JSON.stringify({ id2label: labels, problem_type: 'multi_label_classification' });
    await using bot = await botWith({ little: { ...files, 'config.json': config } });
    const { intent_ranking: ranking } = await (await trainIn(bot.folder, entries)).parse('the cost');
    expect(ranking.map(({ name }) => name)).toEqual(['price', 'greet']);
    expect(ranking[0]?.confidence).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
    expect(ranking[1]?.confidence).toBeCloseTo(0.5, 5);
  });

  it('names labels that it does not have', async () => {
    await using bot = await botWith({ little: files });
    const wrong = trainIn(bot.folder, [{ ...entries[0], name: 'OnnxIntentClassifier', intents: { LABEL_7: 'greet' } }]);
    await expect(wrong).rejects.toThrow(/names the label LABEL_7; its labels are LABEL_0, price, greet/);
  });
});

describe('a token classifier in an ONNX file', () => {
  const labels = { 0: 'O', 1: 'B-DATE', 2: 'B-CITY', 3: 'I-CITY' };
  const files = encoderFiles({ 'model.onnx': tagger(), 'config.json': JSON.stringify({ id2label: labels }) });
  const entries = [
    { name: 'WhitespaceTokenizer' },
    { name: 'OnnxEntityExtractor', model: 'little', entities: { CITY: 'place' } },
  ];

  it('finds mentions where they stand in the text, whatever its tokenizer makes of it', async () => {
    await using bot = await botWith({ little: files });
    const nlu = await trainIn(bot.folder, entries);
    const text = '😀 What\u200b cost the SÃO Pau\u0301lo? Fridays, Sunday 日本 FRIDAY';
    const { entities } = await nlu.parse(text);
    expect(entities.map(({ entity, start, end }) => `${entity}=${text.slice(start, end)}`)).toEqual([
      'place=SÃO Pau\u0301lo',
      'DATE=Fridays',
      'DATE=FRIDAY',
    ]);
    expect(entities[0]?.confidence_entity).toBeGreaterThan(0.5);
    const loaded = loadPipeline(savePipeline(nlu), entries, componentsIn(bot.folder));
    expect((await loaded.parse(text)).entities).toEqual(entities);
  });
});

describe('the pieces of a tokenizer', () => {
  const text = 'Zoë 日本 hello, 😀ok \ufb01';

  /** The parts of the text that the pieces stand for. */
  async function partsOf(tokenizer: object): Promise<string[]> {
    await using bot = await botWith({ little: encoderFiles({ 'tokenizer.json': JSON.stringify(tokenizer) }) });
    const { encode } = await openTokenizer({
      modelFile: '',
      tokenizerFile: join(bot.folder, 'pretrained/little/tokenizer.json'),
      tokenizerConfig: {},
      task: { kind: 'tag' },
      prefix: 'q: ',
      maxLength: 64,
      batchSize: 1,
    });
    const { ids, spans } = encode(text);
    return ids.map((_, at) => text.slice(spans[2 * at], spans[2 * at + 1]));
  }

  it('are found in the text when they are bytes', async () => {
    expect(await partsOf(byteLevel())).toEqual([
      ...['', '', '', '', 'Z', 'o', 'ë', 'ë', '', '日', '日', '日', '本', '本', '本', 'hello', ','],
      ...['', '😀', '😀', '😀', '😀', 'o', 'k', '', '\ufb01', '\ufb01', '\ufb01', ''],
    ]);
  });

  it('stay in the text and in their order, whatever it is', () => {
    const styles = [true, false].map((bytes) => ({ bytes, prefix: '##', suffix: '</w>', unknown: '[UNK]' }));
    const letters = [
      'a',
      'B',
      '\u00e9',
      '\u0301',
      '\ufb01',
      '\u0130',
      '\u00df',
      '日',
      '😀',
      '\ud800',
      ' ',
      '\n',
      '\u200b',
    ];
    const text = fc.array(fc.constantFrom(...letters)).map((some) => some.join(''));
    const pieces = fc.array(fc.oneof(text, fc.constantFrom('[UNK]', '##a', '\u2581', '\u0120')));
    fc.assert(
      fc.property(text, pieces, fc.constantFrom(...styles), (any, some, style) => {
        const spans = [...spansOf(any, [...some, ...any], style)];
        const starts = spans.filter((_, at) => at % 2 === 0);
        const ends = spans.filter((_, at) => at % 2 === 1);
        return (
          ends.every((end, at) => (starts[at] as number) <= end && end <= any.length) &&
          starts.every((start, at) => start >= (starts[at - 1] ?? 0))
        );
      }),
    );
  });

  it('are found in the text when they were composed, and unknown ones lie between those that are known', async () => {
    expect(await partsOf(sentencePiece())).toEqual([
      ...['', '', '', '', 'Zo', 'ë', '', '日本', 'hello', ',', '', '😀o', 'k', '', '\ufb01', ''],
    ]);
  });
});

describe('an ONNX model that cannot be used is refused with its reason:', () => {
  const entries = [{ name: 'OnnxEncoder', model: 'little' }];
  const files = encoderFiles();
  const otherInputs = {
    inputs: [{ name: 'pixel_values', type: 'float32' as const, shape: ['pictures', 3] }],
    outputs: [{ name: 'pixels', type: 'float32' as const, shape: ['pictures', 3] }],
    steps: [{ operator: 'Identity', inputs: ['pixel_values'], outputs: ['pixels'] }],
    constants: [],
  };
  const cases: readonly (readonly [string, Record<string, string | Uint8Array | undefined>, RegExp])[] = [
    ['no model', { ...files, 'model.onnx': undefined }, /there is no model\.onnx in it/],
    ['no tokenizer', { ...files, 'tokenizer.json': undefined }, /there is no tokenizer\.json in it/],
    ['a file cut short', { ...files, 'model.onnx': encoder().slice(0, 200) }, /cannot be used: .*protobuf/i],
    ['a file of another kind', { ...files, 'model.onnx': 'not a model' }, /cannot be used/],
    ['a model of pictures', { ...files, 'model.onnx': encoder(otherInputs) }, /its inputs are pixel_values/],
    [
      'another tokenizer',
      { ...files, 'model.onnx': encoder({}, ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'a', 'b', 'c', 'd']) },
      /its tokenizer does not fit/,
    ],
    ['a damaged tokenizer', { ...files, 'tokenizer.json': '{"model": 1}' }, /its tokenizer\.json cannot be read/],
    ['a damaged config', { ...files, 'config.json': '{' }, /its config\.json is damaged/],
  ];
  for (const [what, broken, reason] of cases) {
    it(what, async () => {
      await using bot = await botWith({ little: broken });
      await expect(trainIn(bot.folder, entries)).rejects.toThrow(reason);
    });
  }

  it('labels that are not as many as its scores', async () => {
    await using bot = await botWith({ little: { ...files, 'model.onnx': classifier() } });
    const training = trainIn(bot.folder, [{ name: 'OnnxIntentClassifier', model: 'little' }]);
    await expect(training).rejects.toThrow(/names 0 labels under "id2label", the model scores 3/);
  });

  it('a folder that is gone, or another model in it, when a trained model is loaded', async () => {
    await using bot = await botWith({ little: files });
    const saved = savePipeline(await trainIn(bot.folder, entries));
    const load = () => loadPipeline(saved, entries, componentsIn(bot.folder));
    await writeFile(join(bot.folder, 'pretrained/little/model.onnx'), encoder({ name: 'another' }));
    expect(load).toThrow(/is not the one that this model was trained with/);
    await rm(join(bot.folder, 'pretrained'), { recursive: true });
    expect(load).toThrow(/is not there: there is no such folder/);
  });

  it('training that is cancelled', async () => {
    await using bot = await botWith({ little: files });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trainIn(bot.folder, entries, { signal })).rejects.toThrow('enough');
  });
});

describe('a model in a thread of its own, as in a built Parley', () => {
  const built = new URL('../../dist/models/onnx/text-thread.js', import.meta.url).href;
  const orderIn = (folder: string): TextOrder => ({
    ...readOnnxFolder(folder, { model: 'little', component: 'OnnxEncoder' }),
    task: { kind: 'encode', pooling: 'mean', normalize: true },
    prefix: '',
    maxLength: 64,
    batchSize: 2,
  });

  it('answers as in this one, and tells what is wrong with it', async () => {
    const { openInThread }: typeof import('../../models/onnx/text-thread.js') = await import(built);
    await using bot = await botWith({ little: encoderFiles() });
    const order = orderIn(bot.folder);
    const stopped: string[] = [];
    const there = await openInThread(order, (reason) => stopped.push(reason));
    const texts = ['howdy', 'what the cost', 'friday'];
    expect(await there.answer(texts)).toEqual(await (await openTextModel(order)).answer(texts));
    expect(there.size).toBe(3);
    there.close();
    await writeFile(order.modelFile, 'not a model');
    await expect(openInThread(order, () => undefined)).rejects.toThrow(/protobuf/i);
    expect(stopped, 'it was closed, it did not stop by itself').toEqual([]);
  });
});
