import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { builtInPolicies } from '../../core/index.js';
import { configurePipeline } from '../../core/nlu/pipeline-config.js';
import {
  builtInComponents,
  defaultPipeline,
  learningPolicies,
  rasaNames,
  translateRasaPipeline,
} from '../../models/index.js';
import { idleSettings } from '../../models/rasa-names-settings.js';
import { temporaryFolder } from '../kit/database.js';

type Entry = { readonly name: string } & Readonly<Record<string, unknown>>;

const translate = (...pipeline: (string | Entry)[]) =>
  translateRasaPipeline(
    pipeline.map((one) => (typeof one === 'string' ? { name: one } : one)),
    { components: builtInComponents },
  );
const namesOf = (...pipeline: (string | Entry)[]) => translate(...pipeline).entries.map(({ name }) => name);

/** As the pipeline has them that is there without asking. */
const vectors = defaultPipeline.find(({ name }) => name === 'WordVectors');

describe("Rasa's default pipeline", () => {
  const told = translate(
    'WhitespaceTokenizer',
    'RegexFeaturizer',
    'LexicalSyntacticFeaturizer',
    'CountVectorsFeaturizer',
    { name: 'CountVectorsFeaturizer', analyzer: 'char_wb', min_ngram: 1, max_ngram: 4 },
    { name: 'DIETClassifier', epochs: 100, constrain_similarities: true },
    'EntitySynonymMapper',
    { name: 'ResponseSelector', epochs: 100, constrain_similarities: true },
    { name: 'rasa.nlu.classifiers.fallback_classifier.FallbackClassifier', threshold: 0.4, ambiguity_threshold: 0.2 },
  );

  it('runs as components of ours', () => {
    expect(told.entries).toEqual([
      { name: 'WhitespaceTokenizer' },
      { name: 'NgramFeatures' },
      vectors,
      { name: 'IntentClassifier' },
      { name: 'EntityExtractor' },
      { name: 'Synonyms' },
      { name: 'ResponseSelector' },
      { name: 'Fallback', threshold: 0.4, ambiguity: 0.2 },
    ]);
    expect(() => configurePipeline(told.entries, builtInComponents)).not.toThrow();
  });

  it('is told in a few calm lines', () => {
    expect(told.warnings).toEqual([]);
    expect(told.notes).toEqual([
      'RegexFeaturizer and LexicalSyntacticFeaturizer run as NgramFeatures.',
      'CountVectorsFeaturizer runs as NgramFeatures and WordVectors.',
      'DIETClassifier runs as IntentClassifier and EntityExtractor.',
      'EntitySynonymMapper runs as Synonyms.',
      'FallbackClassifier runs as Fallback.',
      'Chosen by itself here, whatever the config says: analyzer, min_ngram and max_ngram of CountVectorsFeaturizer; ' +
        'epochs and constrain_similarities of DIETClassifier; epochs and constrain_similarities of ResponseSelector.',
    ]);
  });
});

describe('a setting', () => {
  it('that Rasa does not know either is named, with the one that may be meant', () => {
    expect(translate({ name: 'DIETClassifier', epoch: 5 }).warnings).toEqual([
      'DIETClassifier: there is no setting "epoch"; left out. Did you mean "epochs"?',
    ]);
    const { entries, warnings } = translate('DIETClassifier', { name: 'FallbackClassifier', treshold: 0.7 });
    expect(entries.at(-1)).toEqual({ name: 'Fallback' });
    expect(warnings.join()).toContain('"threshold"');
  });

  it('that is left to the default says nothing', () => {
    const [duckling] = translate({ name: 'DucklingEntityExtractor', url: null, locale: 'de_DE' }).entries;
    expect(duckling).toEqual({ name: 'TypedEntities', extractor: 'DucklingEntityExtractor', locale: 'de_DE' });
  });

  it.each([
    [{ intent_classification: false }, ['EntityExtractor']],
    [{ entity_recognition: false }, ['IntentClassifier']],
  ])('%j leaves one task of DIET', (settings, expected) => {
    expect(namesOf({ name: 'DIETClassifier', ...settings })).toEqual(expected);
  });
});

describe('several of a kind', () => {
  it('are one where they do the same', () => {
    expect(
      namesOf('RegexFeaturizer', 'RegexFeaturizer', 'DIETClassifier', 'CRFEntityExtractor', 'DIETClassifier'),
    ).toEqual(['NgramFeatures', 'IntentClassifier', 'EntityExtractor']);
  });

  it('share the work where each has a part of it', () => {
    const names = namesOf(
      'RegexFeaturizer',
      { name: 'DIETClassifier', entity_recognition: false },
      { name: 'DIETClassifier', intent_classification: false },
    );
    expect(names).toEqual(['NgramFeatures', 'IntentClassifier', 'EntityExtractor']);
  });

  it('stay several where each has answers of its own', () => {
    const selectors = ['faq', 'chitchat'].map((retrieval_intent) => ({ name: 'ResponseSelector', retrieval_intent }));
    expect(translate('RegexFeaturizer', ...selectors, ...selectors).entries).toEqual([
      { name: 'NgramFeatures' },
      ...selectors,
    ]);
  });

  it('say whose settings hold when they differ', () => {
    const { entries, warnings } = translate(
      'KeywordIntentClassifier',
      { name: 'FallbackClassifier', threshold: 0.3 },
      { name: 'FallbackClassifier', threshold: 0.6 },
    );
    expect(entries.at(-1)).toEqual({ name: 'Fallback', threshold: 0.3 });
    expect(warnings.join()).toMatch(/FallbackClassifier stands .* more than once; the settings of the first hold/);
  });
});

describe('a pipeline that is complete in Rasa', () => {
  it.each([
    ['MitieNLP', 'MitieTokenizer', 'MitieIntentClassifier'],
    [
      'SpacyNLP',
      'SpacyTokenizer',
      'SpacyFeaturizer',
      'SpacyEntityExtractor',
      'EntitySynonymMapper',
      'SklearnIntentClassifier',
    ],
    ['my.Tokenizer', 'my.Featurizer', 'DIETClassifier', 'EntitySynonymMapper', 'FallbackClassifier'],
    ['my.Classifier', 'FallbackClassifier'],
  ])('is complete here: %s %s', (...pipeline) => {
    const { entries } = translate(...pipeline);
    const runnable = entries.filter(({ name }) => !name.includes('.'));
    expect(() => configurePipeline(runnable, builtInComponents)).not.toThrow();
  });

  it('says what it loses', () => {
    const { warnings } = translate('SpacyNLP', 'SpacyTokenizer', 'SpacyEntityExtractor', 'EntitySynonymMapper');
    expect(warnings).toEqual([
      expect.stringMatching(/^SpacyEntityExtractor: .*persons.*; left out\.$/),
      'EntitySynonymMapper: nothing before it finds entities here, so it is left out.',
    ]);
  });

  it('keeps what a class in Python was made of', () => {
    const { entries, warnings } = translate('RegexFeaturizer', 'my.DIETClassifier');
    expect(entries.map(({ name }) => name)).toEqual(['NgramFeatures', 'IntentClassifier', 'EntityExtractor']);
    expect(warnings.join()).toMatch(/^my\.DIETClassifier: a class in Python, .* Rasa's DIETClassifier does its work/);
  });
});

describe('a pretrained model', () => {
  it('of words is the table of English', () => {
    const { entries, notes, warnings } = translate('SpacyNLP', 'SpacyTokenizer', 'SpacyFeaturizer', 'DIETClassifier');
    expect(entries.map(({ name }) => name)).toEqual([
      ...['WhitespaceTokenizer', 'NgramFeatures', 'WordVectors', 'IntentClassifier', 'EntityExtractor'],
    ]);
    expect(notes).toContain('SpacyFeaturizer runs as NgramFeatures and WordVectors.');
    expect(warnings).toEqual([]);
  });

  it('of words is not looked for in another language where nobody asks', () => {
    const bot = { components: builtInComponents, language: 'de' };
    const { entries, warnings } = translateRasaPipeline([{ name: 'CountVectorsFeaturizer' }], bot);
    expect([entries, warnings]).toEqual([[{ name: 'NgramFeatures' }], []]);
  });

  it('of words of another language is missed', () => {
    const pipeline = [{ name: 'SpacyFeaturizer' }];
    const { entries, warnings } = translateRasaPipeline(pipeline, { components: builtInComponents, language: 'de' });
    expect(entries).toEqual([{ name: 'NgramFeatures' }]);
    expect(warnings).toEqual([expect.stringMatching(/^SpacyFeaturizer: .*English only.*docs\/nlu\.md/)]);
  });

  it.each([
    [{}, 'LaBSE'],
    [{ model_name: 'distilbert' }, 'distilbert-base-uncased'],
    [{ model_name: 'bert', model_weights: 'sentence-transformers/all-MiniLM-L6-v2' }, 'all-MiniLM-L6-v2'],
  ])('%j of texts is the encoder in pretrained/%s', (settings, model) => {
    const { folder, remove } = temporaryFolder('pretrained');
    const pipeline = [{ name: 'LanguageModelFeaturizer', ...settings }];
    const missing = translateRasaPipeline(pipeline, { folder });
    mkdirSync(join(folder, 'pretrained', model), { recursive: true });
    const there = translateRasaPipeline(pipeline, { folder });
    remove();
    expect(missing.entries).toEqual([{ name: 'NgramFeatures' }]);
    expect(missing.warnings.join()).toMatch(new RegExp(`there is no pretrained/${model}.*parley models add`));
    expect(there).toEqual({
      entries: [{ name: 'NgramFeatures' }, { name: 'OnnxEncoder', model }],
      notes: ['LanguageModelFeaturizer runs as NgramFeatures and OnnxEncoder.'],
      warnings: [],
    });
  });
});

describe('a pipeline that Rasa refuses', () => {
  it.each([
    ['DIETClassifier', 'CountVectorsFeaturizer'],
    ['WhitespaceTokenizer', 'FallbackClassifier', 'CountVectorsFeaturizer', 'DIETClassifier'],
    ['EntitySynonymMapper', 'RegexEntityExtractor'],
    ['WhitespaceTokenizer', 'ResponseSelector'],
  ])('is refused here: %s before %s', (...pipeline) => {
    expect(() => configurePipeline(translate(...pipeline).entries, builtInComponents)).toThrow(
      /reads .*, which nothing before it makes/,
    );
  });
});

describe('components of others', () => {
  it('of ours stay as they are', () => {
    const own: Entry[] = [{ name: 'WhitespaceTokenizer' }, { name: 'TypedEntities', dimensions: ['time'] }];
    expect(translate(...own)).toEqual({ entries: own, notes: [], warnings: [] });
  });

  it('that the bot brings go before those of Rasa', () => {
    const brought = { name: 'DIETClassifier', config: z.any(), provides: [], requires: [], process: () => undefined };
    const pipeline = [{ name: 'DIETClassifier', anything: 1 }];
    expect(translateRasaPipeline(pipeline, { components: [brought, ...builtInComponents] }).entries).toEqual(pipeline);
  });
});

describe('the tables of docs/from-rasa.md', () => {
  const page = readFileSync(new URL('../../docs/from-rasa.md', import.meta.url), 'utf8');
  const codes = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const tableOf = (kind: string) =>
    (page.slice(page.indexOf(`| ${kind} | runs as |`)).split('\n\n')[0] ?? '')
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').slice(1, 4).map(codes));
  const rows = tableOf('component');

  it('name every policy, what it runs as and its settings', () => {
    const told = tableOf('policy').flatMap(([names = [], runsAs = [], settings = []]) =>
      names.map((name) => [name, runsAs[0] ?? name, settings.toSorted()]),
    );
    const policies = [...builtInPolicies, ...learningPolicies].map(({ name, standsFor, config }) => {
      const own = config instanceof z.ZodObject ? Object.keys(config.shape) : [];
      return [standsFor?.name ?? name, name, [...(standsFor?.settings ?? own)].toSorted()];
    });
    expect(told.toSorted()).toEqual(policies.toSorted());
  });

  const pretrainedOf = (name: string): string[] => {
    const { pretrained } = rasaNames[name] ?? {};
    if (!pretrained) return [];
    return name === 'LanguageModelFeaturizer' ? ['OnnxEncoder'] : ['WordVectors'];
  };

  it('name every component of Rasa once', () => {
    expect(rows.flatMap(([names = []]) => names).sort()).toEqual(Object.keys(rasaNames).sort());
  });

  it('say what each runs as, and which settings carry over', () => {
    for (const [names = [], components, settings] of rows) {
      for (const name of names) {
        const rasa = rasaNames[name];
        const carried = Object.keys({ ...rasa?.switches, ...rasa?.settings }).filter((setting) => setting !== 'name');
        expect({ name, components, settings: settings?.toSorted() }).toEqual({
          name,
          components: [...(rasa?.components ?? []), ...pretrainedOf(name)],
          settings: carried.toSorted(),
        });
      }
    }
  });
});

it('tells settings that carry over from those that do not', () => {
  for (const [name, idle] of Object.entries(idleSettings)) {
    const { settings = {}, switches = {}, components = [] } = rasaNames[name] ?? {};
    expect(
      idle.filter((setting) => setting in { ...settings, ...switches }),
      name,
    ).toEqual([]);
    for (const target of Object.values(settings)) {
      const schema = builtInComponents.find((component) => component.name === components[0])?.config;
      expect(Object.keys(schema instanceof z.ZodObject ? schema.shape : {}), name).toContain(target);
    }
  }
});
