import { beforeAll, describe, expect, it } from 'vitest';
import type { NluData, PipelineEntry } from '../../core/index.js';
import type { SavedPipeline } from '../../core/nlu/pipeline-files.js';
import { trainPipelineFiles } from '../../core/nlu/train-pipeline.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { dataOf, studio } from './nlu-fixture.js';

const place = { file: 'nlu.yml', line: 1 };

/** A little of everything that parts learn from. */
const cafe = dataOf(
  {
    greet: ['hello', 'hi there', 'good morning'],
    order: ['a [latte](drink) please', 'one [espresso](drink)', 'can i have [tea](drink)'],
    'faq/hours': ['when do you open', 'are you open now'],
    'faq/wifi': ['is there wifi', 'what is the wifi password'],
  },
  {
    synonyms: new Map([['brew', 'coffee']]),
    regexes: [{ name: 'table', pattern: 'table \\d+', place }],
    lookups: [{ name: 'drink', values: ['mocha', 'brew'], place }],
  },
);
const domain = undefined;

/** Trains, noting which components did. */
async function train(data: NluData, earlier?: SavedPipeline, pipeline: readonly PipelineEntry[] = defaultPipeline) {
  const trained: string[] = [];
  const warnings: string[] = [];
  const components = builtInComponents.map((component) => {
    const { train } = component;
    if (!train) return component;
    return {
      ...component,
      train: (...given: Parameters<typeof train>) => {
        trained.push(component.name);
        return train(...given);
      },
    };
  });
  const warn = (warning: string) => warnings.push(warning);
  const saved = await trainPipelineFiles(pipeline, components, data, domain, { version: '1', earlier, warn });
  return { trained, saved, warnings };
}

describe('a trained classifier', () => {
  it('says how well it does with examples that it has not seen', async () => {
    const { saved } = await train(studio, undefined, [{ name: 'NgramFeatures' }, { name: 'IntentClassifier' }]);
    const { examples, accuracy, calibration_error: error } = saved.parts['1.IntentClassifier']?.metrics ?? {};
    expect(examples).toBe(studio.examples.length);
    for (const share of [accuracy, error]) expect(share).toEqual(expect.any(Number));
    expect(accuracy).toBeGreaterThan(0.5);
    expect(error).toBeLessThan(0.5);
  });
});

describe('training again', () => {
  let first: SavedPipeline;
  beforeAll(async () => {
    first = (await train(cafe)).saved;
  });

  it.each<[string, NluData, string[], string[]]>([
    ['nothing', cafe, [], ['NgramFeatures', 'IntentClassifier', 'EntityExtractor', 'Synonyms', 'ResponseSelector']],
    [
      'a synonym',
      { ...cafe, synonyms: new Map([['flat white', 'coffee']]) },
      ['Synonyms'],
      ['NgramFeatures', 'IntentClassifier', 'EntityExtractor', 'PatternEntities', 'ResponseSelector'],
    ],
  ])('after a change of %s trains what learns from it, and keeps the rest', async (_what, data, expected, kept) => {
    const { trained, saved } = await train(data, first);
    expect(trained).toEqual(expect.arrayContaining(expected));
    expect(trained.filter((name) => kept.includes(name))).toEqual([]);
    const same = Object.keys(first.files).filter((name) => first.files[name] === saved.files[name]);
    const partOf = (name: string): string => /^\d+\.(\w+)\//.exec(name)?.[1] ?? '';
    for (const name of Object.keys(first.files)) {
      if (kept.includes(partOf(name))) expect(same, name).toContain(name);
    }
  });

  it('gives what training anew would give', async () => {
    const data = { ...cafe, lookups: [{ name: 'drink', values: ['cortado'], place }] };
    const { saved, trained } = await train(data, first);
    expect(trained).toEqual(['EntityExtractor', 'PatternEntities']);
    const { saved: anew } = await train(data);
    expect(Object.keys(saved.files)).toEqual(Object.keys(anew.files));
    for (const [name, bytes] of Object.entries(anew.files)) {
      expect(Buffer.compare(bytes, saved.files[name] ?? new Uint8Array()), name).toBe(0);
    }
    const known = (parts: SavedPipeline['parts']) => Object.values(parts).map(({ fingerprint }) => fingerprint);
    expect(known(saved.parts)).toEqual(known(anew.parts));
  });
});
