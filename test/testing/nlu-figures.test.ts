import { describe, expect, it } from 'vitest';
import { areaUnderRoc, calibrationError } from '../../core/testing/nlu/calibration.js';
import { dealFolds, splitExamples } from '../../core/testing/nlu/deal-examples.js';
import { judgeEntities } from '../../core/testing/nlu/judge-entities.js';
import { drawConfusion } from '../../core/testing/nlu/pictures/draw-confusion.js';

const example = (text: string, intent: string) => ({ text, intent, entities: [], place: { file: 'nlu.yml', line: 1 } });
const many = ['a', 'b'].flatMap((intent) => Array.from({ length: 10 }, (_, at) => example(`${intent} ${at}`, intent)));

describe('dealing examples', () => {
  it('gives each part the same share of every intent', () => {
    const folds = dealFolds(many, 5, 1);
    for (const intent of ['a', 'b']) {
      const own = many.filter((one) => one.intent === intent).map((one) => folds.get(one));
      expect([0, 1, 2, 3, 4].map((fold) => own.filter((one) => one === fold).length)).toEqual([2, 2, 2, 2, 2]);
    }
  });

  it('does not depend on the order of the examples', () => {
    const texts = (examples: typeof many) =>
      splitExamples(examples, 0.8, 1)
        .test.map(({ text }) => text)
        .sort();
    expect(texts([...many].reverse())).toEqual(texts(many));
  });

  it('keeps the same text on one side', () => {
    const twice = [...many, ...many.map(({ text, intent }) => example(text.toUpperCase(), intent))];
    const { train, test } = splitExamples(twice, 0.8, 1);
    const learned = new Set(train.map(({ text }) => text.toLowerCase()));
    expect(test.filter(({ text }) => learned.has(text.toLowerCase()))).toEqual([]);
  });

  it('never holds out the only example of an intent', () => {
    const only = example('alone', 'c');
    expect(dealFolds([...many, only], 5, 1).has(only)).toBe(false);
    expect(splitExamples([...many, only], 0.5, 1).train).toContain(only);
  });
});

describe('figures', () => {
  it('finds no calibration error where confidence is the share that is right', () => {
    const sure = [true, true, true, false].map((isRight) => ({ confidence: 0.75, isRight }));
    expect(calibrationError(sure)).toBeCloseTo(0);
    expect(calibrationError(sure.map((one) => ({ ...one, confidence: 1 })))).toBeCloseTo(0.25);
  });

  it('counts ties half in the area under the curve', () => {
    expect(areaUnderRoc([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(areaUnderRoc([0.5], [0.5])).toBe(0.5);
    expect(areaUnderRoc([], [0.5])).toBeUndefined();
  });

  it('tells exact mentions from those that overlap, and overlooks names that nobody marks', () => {
    const marked = { entity: 'city', start: 0, end: 8, value: 'New York' };
    const judged = {
      example: { ...example('New York at 5', 'a'), entities: [marked] },
      result: {
        text: 'New York at 5',
        intent: { name: 'a', confidence: 1 },
        intent_ranking: [],
        entities: [
          { ...marked, end: 3, extractor: 'X' },
          { entity: 'number', start: 12, end: 13, value: 5 },
        ],
      },
    };
    const entities = judgeEntities([judged]);
    expect(entities?.exact.micro).toMatchObject({ 'f1-score': 0, support: 1 });
    expect(entities?.overlapping.micro).toMatchObject({ 'f1-score': 1, support: 1 });
  });

  it('draws labels as they are written, whatever signs they hold', () => {
    const drawn = drawConfusion('Intents', {
      labels: ['a<b', 'c&d'],
      counts: [
        [1, 2],
        [0, 3],
      ],
    });
    expect(drawn).toContain('a&lt;b → c&amp;d: 2 of 3');
    expect(drawn).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });
});
