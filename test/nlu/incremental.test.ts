import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Component, defineComponent, type NluData, type PipelineEntry } from '../../core/index.js';
import type { SavedPipeline } from '../../core/nlu/pipeline-files.js';
import { partsToTrain, trainPipelineFiles } from '../../core/nlu/train-pipeline.js';
import { dataOf } from '../models/nlu-fixture.js';

const config = z.looseObject({});
const save = (state: string) => ({ state: new TextEncoder().encode(state) });
const load = (files: Readonly<Record<string, Uint8Array>>) => new TextDecoder().decode(files.state);

let trained: string[];
beforeEach(() => {
  trained = [];
});
const learned = (name: string, content: unknown): string => {
  trained.push(name);
  return JSON.stringify(content);
};

/** Components that learn by heart what they look at. */
const components: readonly Component[] = [
  defineComponent({
    name: 'Words',
    config,
    provides: ['tokens'],
    requires: [],
    process(message) {
      message.tokens = [{ text: message.text, start: 0, end: message.text.length }];
      return undefined;
    },
  }),
  defineComponent({
    name: 'Counts',
    config,
    provides: ['features'],
    requires: ['tokens'],
    train: (messages) =>
      learned(
        'Counts',
        messages.map(({ tokens }) => tokens.length),
      ),
    process(message, state) {
      message.features.set('Counts', { size: state.length });
      return undefined;
    },
    save,
    load,
  }),
  defineComponent({
    name: 'Intents',
    config,
    provides: ['intent'],
    requires: ['features'],
    train(messages, _config, { warn, report }) {
      warn('Intents are few.');
      report?.('examples', messages.length);
      return learned(
        'Intents',
        messages.map(({ gold, features }) => [gold?.intent, features.size]),
      );
    },
    processTraining(messages) {
      for (const message of messages) {
        message.intent = { name: `not ${message.gold?.intent}`, confidence: 1 / 3 };
        message.ranking = [message.intent];
      }
    },
    process(message, state) {
      message.intent = { name: state, confidence: 1 };
      return undefined;
    },
    save,
    load,
  }),
  defineComponent({
    name: 'Mentions',
    config,
    provides: ['entities'],
    requires: ['tokens'],
    train: (messages, settings, { data }) =>
      learned('Mentions', [
        messages.map(({ tokens, gold }) => [tokens.length, gold?.entities]),
        settings.by_intent === true ? messages.map(({ intent }) => intent) : [],
        settings.by_ranking === true ? messages.map(({ ranking }) => ranking) : [],
        data.regexes,
      ]),
    process: () => undefined,
    save,
    load,
  }),
  defineComponent({
    name: 'Values',
    config,
    provides: ['entities'],
    requires: ['entities'],
    train: (messages, _config, { data: { synonyms }, domain }) => {
      // Without synonyms there is no reason to look further.
      const looked = synonyms.size === 0 ? [] : messages.map(({ intent }) => intent.name);
      return learned('Values', [[...synonyms], looked, domain?.responses.size]);
    },
    process: () => undefined,
    save,
    load,
  }),
];

const place = { file: 'nlu.yml', line: 1 };
const data = dataOf({ greet: ['hello', 'hi'], order: ['[tea](drink)'] });
const pipeline: PipelineEntry[] = ['Words', 'Counts', 'Intents', 'Mentions', 'Values'].map((name) => ({ name }));
const changed = (name: string, settings: Record<string, unknown>) =>
  pipeline.map((entry) => (entry.name === name ? { ...entry, ...settings } : entry));

async function train(now: NluData, earlier?: SavedPipeline, entries = pipeline, version = '1') {
  trained = [];
  const warnings: string[] = [];
  const options = { version, earlier, warn: (warning: string) => warnings.push(warning) };
  const planned = partsToTrain(entries, components, now, undefined, options);
  const saved = await trainPipelineFiles(entries, components, now, undefined, options);
  return { saved, trained, planned, warnings };
}

/** The files of parts, without what is kept for training. */
const partsOf = ({ files }: SavedPipeline) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith('training/')));

/** What is trained after a change, once it is made sure that everything trained anew gives the same files. */
async function trainedAfter(now: NluData, entries = pipeline, version = '1'): Promise<string[]> {
  const { saved: earlier } = await train(data);
  const { saved, trained: names } = await train(now, earlier, entries, version);
  const { saved: anew } = await train(now, undefined, entries, version);
  expect(partsOf(saved)).toEqual(partsOf(anew));
  return names;
}

describe('training a pipeline again', () => {
  it('trains nothing when nothing has changed', async () => {
    expect(await trainedAfter(data)).toEqual([]);
    expect(await trainedAfter({ ...data, lookups: [{ name: 'drink', values: ['mocha'], place }] })).toEqual([]);
  });

  it('trains everything after another version, or with other words', async () => {
    const everything = ['Counts', 'Intents', 'Mentions', 'Values'];
    expect(await trainedAfter(data, pipeline, '2')).toEqual(everything);
    expect(await trainedAfter(dataOf({ greet: ['hello', 'hi'], order: ['[coffee](drink)'] }))).toEqual(everything);
  });

  it('trains what looks at the part that has changed', async () => {
    const otherMarks = dataOf({ greet: ['hello', 'hi'], order: ['[tea](beverage)'] });
    expect(await trainedAfter(otherMarks)).toEqual(['Mentions']);
    const otherIntents = dataOf({ greet: ['hello'], hi: ['hi'], order: ['[tea](drink)'] });
    expect(await trainedAfter(otherIntents)).toEqual(['Intents']);
    expect(await trainedAfter({ ...data, regexes: [{ name: 'table', pattern: '\\d', place }] })).toEqual(['Mentions']);
  });

  it('trains what has other settings, and what reads what that makes', async () => {
    expect(await trainedAfter(data, changed('Words', { of: 'another kind' }))).toEqual([
      'Counts',
      'Intents',
      'Mentions',
    ]);
    expect(await trainedAfter(data, changed('Counts', { of: 'another kind' }))).toEqual(['Counts', 'Intents']);
  });

  it.each([
    ['remembers what a classifier said of examples that it had not seen', 'by_intent', ['Mentions']],
    ['has the classifier there anew where more than that is learned from', 'by_ranking', ['Intents', 'Mentions']],
  ])('%s', async (_what, setting, expected) => {
    const entries = changed('Mentions', { [setting]: true });
    const now = { ...data, regexes: [{ name: 'a', pattern: 'b', place }] };
    const { saved: earlier } = await train(data, undefined, entries);
    const { saved, trained: names } = await train(now, earlier, entries);
    expect(names).toEqual(expected);
    expect(saved.files).toEqual((await train(now, undefined, entries)).saved.files);
  });

  it('trains everything when a part looks at what it did not look at before', async () => {
    const synonyms = new Map([['chai', 'tea']]);
    expect(await trainedAfter({ ...data, synonyms })).toEqual(['Counts', 'Intents', 'Mentions', 'Values']);
  });

  it('has examples read by a part only when another one learns from what it finds', async () => {
    let parsed = 0;
    const places = defineComponent({
      ...{ name: 'Places', config, provides: ['entities'], requires: ['tokens'], save, load },
      train: () => learned('Places', 'all'),
      process(message) {
        parsed++;
        message.entities = [{ entity: 'place', start: 0, end: message.text.length, value: message.text }];
        return undefined;
      },
    });
    const reader = defineComponent({
      ...{
        name: 'Reader',
        config,
        provides: ['entities'],
        requires: ['entities'],
        save,
        load,
        process: () => undefined,
      },
      train: (messages, settings) =>
        learned('Reader', settings.by_entity === true ? messages.map(({ entities }) => entities[0]?.entity) : []),
    });
    const anew = async (settings: Record<string, unknown>, earlier?: SavedPipeline) => {
      [trained, parsed] = [[], 0];
      const entries = [{ name: 'Words' }, { name: 'Places' }, { name: 'Reader', ...settings }];
      const parts = [...components, places, reader];
      return trainPipelineFiles(entries, parts, data, undefined, { version: '1', earlier });
    };
    const first = await anew({});
    expect([trained, parsed]).toEqual([['Places', 'Reader'], 0]);
    const read = await anew({ by_entity: true });
    expect([trained, parsed]).toEqual([['Places', 'Reader'], data.examples.length]);
    expect(new TextDecoder().decode(read.files['2.Reader/state'])).toBe('["place","place","place"]');
    expect((await anew({ by_entity: true }, first)).files).toEqual(read.files);
  });

  it('keeps parts that stand somewhere else now', async () => {
    const [words = { name: '' }, counts = { name: '' }, intents = { name: '' }, ...rest] = pipeline;
    expect(await trainedAfter(data, [words, ...rest, counts, intents])).toEqual([]);
    expect(await trainedAfter(data, [words, counts, ...rest])).toEqual([]);
  });

  it('trains what reads a file again when that is another one', async () => {
    let file = 'the first';
    const table = defineComponent({
      ...{ name: 'Table', config, provides: ['features'], requires: [], save, load, process: () => undefined },
      outside: () => file,
      train: () => learned('Table', file),
    });
    const anew = async (earlier?: SavedPipeline) => {
      trained = [];
      const saved = await trainPipelineFiles([{ name: 'Table' }], [table], data, undefined, { version: '1', earlier });
      return { saved, trained };
    };
    const { saved } = await anew();
    expect((await anew(saved)).trained).toEqual([]);
    file = 'the second';
    expect((await anew(saved)).trained).toEqual(['Table']);
  });

  it('says beforehand what will be trained', async () => {
    const { saved: earlier } = await train(data);
    expect((await train(data, earlier)).planned).toEqual([]);
    expect((await train(data, earlier, changed('Counts', { a: 1 }))).planned).toEqual(['Counts', 'Intents']);
  });

  it('tells again what a part had to say, and keeps its figures', async () => {
    const first = await train(data);
    const second = await train(data, first.saved);
    expect(second.warnings).toEqual(['Intents are few.']);
    expect(second.saved.parts['2.Intents']).toEqual(first.saved.parts['2.Intents']);
    expect(second.saved.parts['2.Intents']?.metrics).toEqual({ examples: 3 });
  });
});
