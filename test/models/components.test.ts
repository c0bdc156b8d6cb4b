import { describe, expect, it } from 'vitest';
import { translateRasaPipeline } from '../../models/index.js';
import { dataOf, mentionsIn, studio, train } from './nlu-fixture.js';

const place = { file: 'nlu.yml', line: 3 };

describe('patterns and lookup tables', () => {
  const data = dataOf(
    { check: ['my booking is [TAT-1](booking_ref)'], style: ['i like [realism](style)'] },
    {
      regexes: [{ name: 'booking_ref', pattern: 'TAT-\\d{4}', place }],
      lookups: [{ name: 'style', values: ['fine line', 'line', 'black work'], place }],
    },
  );

  it('find values at the borders of words, in any case, the longest first', async () => {
    const nlu = await train(data, [{ name: 'PatternEntities' }]);
    expect(await mentionsIn(nlu, 'tat-4821: Fine  Line or black work, in outline')).toEqual([
      'booking_ref=tat-4821',
      'style=Fine  Line',
      'style=black work',
    ]);
    expect(await mentionsIn(nlu, 'XTAT-4821 TAT-48211')).toEqual([]);
  });

  it('heed the case when told to', async () => {
    const nlu = await train(data, [{ name: 'PatternEntities', case_sensitive: true }]);
    expect(await mentionsIn(nlu, 'tat-4821 TAT-4821')).toEqual(['booking_ref=TAT-4821']);
  });

  it('name the pattern that is not valid', async () => {
    const broken = { ...data, regexes: [{ name: 'booking_ref', pattern: '(', place }] };
    await expect(train(broken, [{ name: 'PatternEntities' }])).rejects.toThrow(/"booking_ref" is not valid/);
  });
});

describe('synonyms', () => {
  it('give the value that the training data writes', async () => {
    const data = dataOf(
      { city: ['in [NYC]{"entity": "city", "value": "New York"}'] },
      {
        synonyms: new Map([['big apple', 'New York']]),
        lookups: [{ name: 'city', values: ['nyc', 'big apple'], place }],
      },
    );
    const nlu = await train(data, [{ name: 'PatternEntities' }, { name: 'Synonyms' }]);
    const { entities } = await nlu.parse('nyc or the Big Apple');
    expect(entities.map(({ value }) => value)).toEqual(['New York', 'New York']);
    expect(entities[0]?.processors).toEqual(['Synonyms']);
  });
});

describe('the fallback', () => {
  const pipeline = [{ name: 'NgramFeatures' }, { name: 'IntentClassifier' }];

  it('stands in front with 1 minus the best confidence, the ranking behind it as it was', async () => {
    const plain = await (await train(studio, pipeline)).parse('hello');
    const nlu = await train(studio, [...pipeline, { name: 'Fallback', threshold: 1 }]);
    const { intent, intent_ranking } = await nlu.parse('hello');
    expect(intent).toEqual({ name: 'nlu_fallback', confidence: 1 - plain.intent.confidence });
    expect(intent_ranking).toEqual([intent, ...plain.intent_ranking]);
  });

  it('steps in when two intents are too near to each other', async () => {
    const nlu = await train(studio, [...pipeline, { name: 'Fallback', threshold: 0, ambiguity: 1 }]);
    expect((await nlu.parse('hello')).intent.name).toBe('nlu_fallback');
  });
});

describe('keywords', () => {
  it('know a message by an example that it holds', async () => {
    const data = dataOf({ greet: ['hello'], goodbye: ['bye', 'same'], affirm: ['same'] });
    const nlu = await train(data, [{ name: 'KeywordIntents', case_sensitive: false }]);
    expect(await nlu.parse('oh Hello you')).toMatchObject({ intent: { name: 'greet', confidence: 1 } });
    expect(await nlu.parse('same')).toMatchObject({ intent: { name: null } });
  });

  it('count in the order in which they are written under the name of Rasa', async () => {
    const data = dataOf({ greet: ['hi'], order: ['hi there pizza'], thank: ['thanks'] });
    const said = 'hi there pizza, thanks';
    const rasa = translateRasaPipeline([{ name: 'KeywordIntentClassifier' }]).entries;
    expect(await (await train(data, rasa)).parse(said)).toMatchObject({ intent: { name: 'greet' } });
    const ours = await train(data, [{ name: 'KeywordIntents' }]);
    expect(await ours.parse(said)).toMatchObject({ intent: { name: 'order' } });
    expect(await (await train(data, rasa)).parse('this')).toMatchObject({ intent: { name: null } });
  });
});
