import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  defineComponent,
  loadPipeline,
  newMessage,
  savePipeline,
  type TrainedPipeline,
  trainPipeline,
} from '../../core/index.js';
import { outsideOf } from '../../core/nlu/outside.js';
import { sparseOf } from '../../models/features/sparse-of.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { dataOf, studio, train } from './nlu-fixture.js';
import { botWith, files } from './vectors-fixture.js';

const data = dataOf({ greet: ['hello', 'hello hello', 'hello the'], price: ['the price', 'price', 'price price'] });

const componentsIn = (folder: string) => builtInComponents.map((one) => one.inFolder?.(folder) ?? one);

/** A pipeline that sees words by their vectors only, in a bot's folder; `denseOf` tells what it sees. */
async function trainIn(folder: string, settings: object, language = 'en') {
  let seen: Float32Array | undefined;
  const probe = defineComponent({
    name: 'Probe',
    config: z.strictObject({}),
    provides: [],
    requires: ['features'],
    process: ({ features }) => {
      seen = features.get('WordVectors')?.dense;
      return undefined;
    },
  });
  const entries = [{ name: 'WordVectors', ...settings }, { name: 'IntentClassifier' }, { name: 'Probe' }];
  const components = [...componentsIn(folder), probe];
  const nlu = await trainPipeline(entries, components, data, undefined, { language });
  const denseOf = async (text: string) => {
    await nlu.parse(text);
    return seen;
  };
  const reload = () => loadPipeline(savePipeline(nlu), entries, components);
  return { nlu, denseOf, reload };
}

describe('word vectors', () => {
  it.each([...Object.keys(files).filter((name) => !name.startsWith('node_modules')), 'some-embeddings'])(
    'from %s make words known that no example has',
    async (vectors) => {
      using bot = botWith(files);
      const { nlu } = await trainIn(bot.folder, { vectors });
      for (const text of ['howdy', 'Hi', 'hi the']) expect((await nlu.parse(text)).intent.name, text).toBe('greet');
      for (const text of ['COST', 'fee', 'the fee?']) expect((await nlu.parse(text)).intent.name, text).toBe('price');
    },
  );

  it('are in the model, which no longer needs their file', async () => {
    using bot = botWith(files);
    const { nlu, reload } = await trainIn(bot.folder, { vectors: 'glove.txt' });
    rmSync(join(bot.folder, 'glove.txt'));
    for (const text of ['howdy', 'fee', 'zebra']) expect(await reload().parse(text)).toEqual(await nlu.parse(text));
  });

  it('from another file make another model', () => {
    using bot = botWith(files);
    const stamp = () => outsideOf([{ name: 'WordVectors', vectors: 'glove.txt' }], componentsIn(bot.folder));
    const before = stamp();
    writeFileSync(join(bot.folder, 'glove.txt'), 'other 1 2 3 4\n');
    expect(stamp()).not.toEqual(before);
  });

  it('are kept of the most frequent words and of those of the examples', async () => {
    using bot = botWith(files);
    const { denseOf } = await trainIn(bot.folder, { vectors: 'glove.txt', words: 4 });
    expect(await denseOf('howdy')).not.toEqual(new Float32Array(4));
    expect(await denseOf('price')).not.toEqual(new Float32Array(4));
    expect(await denseOf('fee')).toEqual(new Float32Array(4));
  });

  it('are shortened on demand', async () => {
    using bot = botWith(files);
    const { nlu, denseOf } = await trainIn(bot.folder, { vectors: 'glove.txt', dimensions: 2 });
    expect(await denseOf('howdy')).toHaveLength(2);
    expect((await nlu.parse('fee')).intent.name).toBe('price');
  });

  it.each([
    ['nowhere.txt', '', /nowhere\.txt are not there/],
    ['short.bin', files['word2vec.bin']?.slice(0, 60) ?? '', /short\.bin cannot be read: it is cut short: \d of 9/],
    ['short.vec', '3 2\na 1 2\nb 1 2\n', /cut short: 2 of 3/],
    ['model.bin', Buffer.from([0xba, 0x16, 0x4f, 0x2f, 0x0c, 0]), /of fastText take the \.vec file/],
    ['uneven.txt', 'the 1 2 3\nprice 1 2\n', /line 2 has other than 3 numbers/],
    ['empty.txt', '', /there are no vectors in it/],
    ['prose.txt', 'Dear Sir or Madam\nwith kind regards\n', /line 1 has other than 3 numbers/],
    ['short.json', '{"dimensions":2,"vectors":{"the":[1,2],"pri', /it is cut short/],
    ['broken.txt.gz', files['fasttext.vec.gz']?.slice(0, 80) ?? '', /broken\.txt\.gz cannot be read/],
  ])('of %s say what is wrong with it', async (name, content, message) => {
    using bot = botWith(name === 'nowhere.txt' ? {} : { [name]: content });
    await expect(trainIn(bot.folder, { vectors: name })).rejects.toThrow(message);
  });
});

describe('the table of English words', () => {
  let nlu: TrainedPipeline;
  beforeAll(async () => {
    nlu = await train(studio);
  });

  it('knows words that no example has, in a bot that asks for nothing', async () => {
    expect((await nlu.parse('estimate the fee')).intent.name).toBe('price');
    const files = savePipeline(nlu);
    expect(Object.keys(files).filter((name) => name.includes('WordVectors'))).toHaveLength(2);
    expect(await loadPipeline(files, defaultPipeline, builtInComponents).parse('fee')).toEqual(await nlu.parse('fee'));
  });

  it('is left alone by bots in other languages', async () => {
    const german = await train(studio, [{ name: 'WordVectors' }], { language: 'de' });
    expect(Object.keys(savePipeline(german))).toEqual(['pipeline.json']);
  });

  it('is left alone where there are examples enough', async () => {
    const enough = await train(studio, [{ name: 'WordVectors', only_below: 9 }]);
    const few = await train(studio, [{ name: 'WordVectors', only_below: 9.1 }]);
    expect(Object.keys(savePipeline(enough))).toEqual(['pipeline.json']);
    expect(Object.keys(savePipeline(few))).toContain('0.WordVectors/columns');
  });

  it('must be the one that a model was trained with', () => {
    const other = Object.entries(savePipeline(nlu)).map(([name, bytes]) => [
      name,
      name.endsWith('vectors.json') ? Buffer.from('{"english":"another"}') : bytes,
    ]);
    const load = () => loadPipeline(Object.fromEntries(other), defaultPipeline, builtInComponents);
    expect(load).toThrow(/trained with other English word vectors/);
  });
});

describe('the columns of a message', () => {
  it('are its sparse features, then its dense ones', () => {
    const message = newMessage('hello');
    message.features.set('Dense', { dense: Float32Array.of(0.5, 0), size: 2 });
    message.features.set('Sparse', sparse([1, 4], 5));
    message.features.set('More', sparse([0], 3));
    expect(sparseOf(message)).toEqual({
      vector: { indices: Uint32Array.of(1, 4, 5, 8, 9), values: Float32Array.of(1, 1, 1, 0.5, 0) },
      size: 10,
      dense: 2,
    });
  });

  it('are taken as they are when there is only one kind', () => {
    const message = newMessage('hello');
    const only = sparse([1, 4], 5);
    message.features.set('Sparse', only);
    expect(sparseOf(message).vector).toBe(only.sparse);
  });
});

const sparse = (indices: readonly number[], size: number) => ({
  sparse: { indices: Uint32Array.from(indices), values: new Float32Array(indices.length).fill(1) },
  size,
});
