import { beforeAll, describe, expect, it } from 'vitest';
import { loadPipeline, savePipeline, type TrainedPipeline } from '../../core/index.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { dataOf, mentionsIn, studio, train } from './nlu-fixture.js';

let nlu: TrainedPipeline;
beforeAll(async () => {
  nlu = await train(studio);
});

describe('the default pipeline', () => {
  it.each([
    ['hello there', 'greet'],
    ['bye, see you', 'goodbye'],
    ['an appointment with Mara please', 'book'],
    ['how much is it', 'price'],
  ])('takes %j for %s', async (text, intent) => {
    expect((await nlu.parse(text)).intent.name).toBe(intent);
  });

  it('finds several entities, known and new', async () => {
    expect(await mentionsIn(nlu, 'book Mara for my left forearm on friday')).toEqual([
      'artist=Mara',
      'body_part=left forearm',
      'date=friday',
    ]);
  });

  it('ranks all intents; what their confidences leave to 1 is that of none of them', async () => {
    const { intent_ranking } = await nlu.parse('an appointment with Mara please');
    expect(intent_ranking.map(({ name }) => name).sort()).toEqual(['book', 'goodbye', 'greet', 'price']);
    const sum = intent_ranking.reduce((all, { confidence }) => all + confidence, 0);
    expect(sum).toBeGreaterThan(0.9);
    expect(sum).toBeLessThanOrEqual(1.00001);
  });

  it('gives the same model for the same seed', async () => {
    const again = savePipeline(await train(studio));
    for (const [name, bytes] of Object.entries(savePipeline(nlu))) {
      expect(Buffer.compare(bytes, again[name] ?? new Uint8Array()), name).toBe(0);
    }
  });

  it('understands the same after saving and loading', async () => {
    const loaded = loadPipeline(savePipeline(nlu), defaultPipeline, builtInComponents);
    for (const { text } of studio.examples) expect(await loaded.parse(text)).toEqual(await nlu.parse(text));
  });

  it.each([
    ['one megabyte', 'a b, '.repeat(200_000)],
    ['one word of a megabyte', 'x'.repeat(1_000_000)],
    ['pictographs only', '👩‍👩‍👧👍🏽🏳️‍🌈'],
    ['right to left', 'שלום، مرحبا'],
    ['combining characters', 'é̂̃ ḧ̈'],
    ['half a character', '\ud83d hello \udc4d'],
    ['no letters', '?!…'],
  ])('survives %s', async (_name, text) => {
    const result = await nlu.parse(text);
    expect(result.text).toBe(text);
    for (const { start, end, value } of result.entities) expect(text.slice(start, end)).toBe(value);
  });

  it('stops training when told to', async () => {
    const controller = new AbortController();
    const many = dataOf({
      one: Array.from({ length: 3_000 }, (_, at) => `some words about number ${at * 7919}`),
      two: Array.from({ length: 3_000 }, (_, at) => `other words on figure ${at * 104729}`),
    });
    const stopped = train(many, defaultPipeline, {
      signal: controller.signal,
      progress: () => controller.abort(new Error('Enough.')),
    });
    await expect(stopped).rejects.toThrow('Enough.');
  });

  it('reports progress that only rises, up to the whole', async () => {
    const shares: number[] = [];
    await train(studio, defaultPipeline, { progress: (share) => shares.push(share) });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('does without a single entity', async () => {
    const plain = await train(dataOf({ greet: ['hello', 'hi'], goodbye: ['bye', 'see you'] }));
    expect((await plain.parse('hello')).entities).toEqual([]);
  });

  it('asks for examples when there are none', async () => {
    await expect(train(dataOf({}))).rejects.toThrow(/"IntentClassifier" has nothing to learn from/);
  });

  it('warns of an annotation that begins inside a word', async () => {
    const warnings: string[] = [];
    const data = dataOf({ book: ['book re[mara](artist)', 'book'], greet: ['hi', 'hello'] });
    await train(data, defaultPipeline, { warn: (warning) => warnings.push(warning) });
    expect(warnings.join()).toContain('"mara" in "book remara"');
  });
});

describe('an entity extractor', () => {
  it('tells roles apart', async () => {
    const cities = ['berlin', 'paris', 'rome', 'oslo', 'madrid', 'vienna'];
    const trips = cities.map((city, at) => {
      const other = cities[(at + 1) % cities.length];
      return `from [${city}]{"entity": "city", "role": "start"} to [${other}]{"entity": "city", "role": "end"}`;
    });
    const travel = await train(dataOf({ travel: trips, greet: ['hello', 'hi'] }));
    const { entities } = await travel.parse('from lisbon to rome');
    expect(entities.map(({ role, value }) => [role, value])).toEqual([
      ['start', 'lisbon'],
      ['end', 'rome'],
    ]);
  });

  it('knows a word that only a lookup table holds', async () => {
    const lookups = [{ name: 'artist', values: ['Ignatius Blue'], place: { file: 'nlu.yml', line: 9 } }];
    const nlu = await train({ ...studio, lookups });
    expect(await mentionsIn(nlu, 'ignatius blue?')).toContain('artist=ignatius blue');
  });
});
