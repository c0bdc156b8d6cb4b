import { beforeAll, describe, expect, it } from 'vitest';
import { type Domain, loadPipeline, savePipeline, type TrainedPipeline, trainPipeline } from '../../core/index.js';
import { builtInComponents } from '../../models/index.js';
import { dataOf, studio, train } from './nlu-fixture.js';

const pipeline = [{ name: 'NgramFeatures' }, { name: 'IntentClassifier' }];

/** Examples of many intents, each with a word of its own. */
const many = (intents: number, perIntent: number) =>
  dataOf(
    Object.fromEntries(
      Array.from({ length: intents }, (_, intent) => [
        `intent_${intent}`,
        Array.from({ length: perIntent }, (_, at) => `please word${intent} with number ${at * 7919} and ${at % 13}`),
      ]),
    ),
  );

describe('the intent classifier', () => {
  it('takes what the name of an intent says for an example', async () => {
    const nlu = await train(dataOf({ 'faq/openingHours': ['when are you there'], report_theft: ['help'] }), pipeline);
    expect((await nlu.parse('theft')).intent.name).toBe('report_theft');
    expect((await nlu.parse('opening hours?')).intent.name).toBe('faq');
  });

  it('knows numbers that no example has, as numbers', async () => {
    const how = { inform: ['2', '3', '12', 'for 4', '7 of us'], greet: ['hello', 'hi there', 'hey', 'good day', 'hi'] };
    const nlu = await train(dataOf(how), pipeline);
    expect((await nlu.parse('9580')).intent).toMatchObject({ name: 'inform' });
    expect((await nlu.parse('9580')).intent.confidence).toBeGreaterThan(0.7);
  });

  it('gives the same with several networks after saving and loading', async () => {
    const several = [{ name: 'NgramFeatures' }, { name: 'IntentClassifier', ensemble: 2, hidden: 32 }];
    const nlu = await train(studio, several);
    const loaded = loadPipeline(savePipeline(nlu), several, builtInComponents);
    for (const { text } of studio.examples) expect(await loaded.parse(text)).toEqual(await nlu.parse(text));
  });

  it('keeps a weight in one byte', async () => {
    const files = savePipeline(
      await train(studio, [pipeline[0] ?? { name: '' }, { name: 'IntentClassifier', hidden: 8 }]),
    );
    const rows = files['1.IntentClassifier/input.rows'];
    const steps = files['1.IntentClassifier/input.steps'];
    // Three networks of eight units, side by side.
    expect(rows?.length).toBe(((steps?.length ?? 0) / 4) * 3 * 8);
  });

  it('makes way for others while it learns', async () => {
    let rounds = 0;
    const loop = new AbortController();
    const goRound = () => {
      rounds += 1;
      if (!loop.signal.aborted) setImmediate(goRound);
    };
    goRound();
    const before = process.cpuUsage();
    await train(many(10, 20), pipeline);
    loop.abort();
    // Of the processor's time, which passes for this process alone.
    expect(process.cpuUsage(before).user / 1_000 / rounds).toBeLessThan(50);
  });
});

describe('messages of no known intent', () => {
  const strange = 'xylophone quartz jumbo';
  let nlu: TrainedPipeline;
  beforeAll(async () => {
    nlu = await train(studio, pipeline);
  });

  it('are less sure than known ones', async () => {
    const known = (await nlu.parse('how much would it be')).intent;
    expect((await nlu.parse(strange)).intent.confidence).toBeLessThan(known.confidence);
  });

  it('leave a part of the confidence to none of the intents', async () => {
    const sumOf = async (text: string) =>
      (await nlu.parse(text)).intent_ranking.reduce((sum, { confidence }) => sum + confidence, 0);
    expect(await sumOf('hello there')).toBeGreaterThan(0.9);
    expect(await sumOf(strange)).toBeLessThan(0.8);
  });

  it('are out_of_scope where the domain has that intent without examples', async () => {
    const domain = { intents: new Map([['out_of_scope', {}]]) } as unknown as Domain;
    const own = await trainPipeline(pipeline, builtInComponents, studio, domain);
    expect((await own.parse(strange)).intent.name).toBe('out_of_scope');
    expect((await own.parse('hello there')).intent.name).toBe('greet');
  });

  it('are out_of_scope by their examples where there are some', async () => {
    const own = await train(
      dataOf({
        ...{ greet: ['hello', 'hi there', 'hey', 'hi'], goodbye: ['bye', 'see you', 'good bye', 'bye bye'] },
        out_of_scope: ['what is the weather', 'who won the game', 'tell me a joke', 'the news please'],
      }),
      pipeline,
    );
    expect((await own.parse('how is the weather')).intent.name).toBe('out_of_scope');
  });
});

describe('training data as people send it', () => {
  it.each([
    ['a single example', { greet: ['hello'] }],
    ['one example each', { greet: ['hello'], goodbye: ['bye'] }],
    ['examples without a word', { greet: ['👋', '...'], goodbye: ['\u200b', '٪'] }],
    ['many scripts', { greet: ['नमस्ते', 'привет', 'こんにちは', 'e\u0301'], goodbye: ['ลาก่อน', '再见', 'שלום'] }],
    ['the longest message', { greet: ['hello '.repeat(5_000)], goodbye: ['bye'] }],
  ])('is learned from: %s', async (_name, examples: Record<string, string[]>) => {
    const nlu = await train(dataOf(examples), pipeline);
    for (const { text, confidence } of await Promise.all(
      Object.values(examples).map(async ([text = '']) => ({ text, ...(await nlu.parse(text)).intent })),
    )) {
      expect(confidence, text).toBeGreaterThanOrEqual(0);
      expect(confidence, text).toBeLessThanOrEqual(1);
    }
  });

  it('may have the same text under two intents: it is sure of neither', async () => {
    const examples = { one: ['same', 'first thing', 'the first'], two: ['same', 'second thing', 'the second'] };
    const { intent_ranking } = await (await train(dataOf(examples), pipeline)).parse('same');
    for (const { confidence } of intent_ranking) expect(confidence).toBeLessThan(0.8);
  });

  it('may have examples without an intent, which only other components read', async () => {
    const data = dataOf({ '': ['a [friday](date) is a day'], greet: ['hello', 'hi'], goodbye: ['bye', 'see you'] });
    const { intent_ranking } = await (await train(data, pipeline)).parse('hello');
    expect(intent_ranking.map(({ name }) => name).sort()).toEqual(['goodbye', 'greet']);
  });
});
