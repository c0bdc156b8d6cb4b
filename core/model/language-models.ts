import type { Domain } from '../domain/domain.js';
import type { Component, ModelFiles } from '../nlu/component.js';
import { multilingualPipeline } from '../nlu/multilingual.js';
import type { TrainedPipeline } from '../nlu/pipeline.js';
import { loadPipeline, savePipeline } from '../nlu/pipeline-files.js';
import { type TrainOptions, trainPipeline } from '../nlu/train-pipeline.js';
import { nluOf } from '../training-data/merge-data.js';
import type { NluData, TrainingData } from '../training-data/training-data.js';
import type { Manifest } from './manifest.js';
import type { ModelRecipe } from './train.js';

/** Where in an archive the NLU of a language lies; that of the bot's own has the folder that it has alone. */
const ownFolder = 'nlu/';
const folderOf = (language: string): string => `nlu.${language}/`;
const detectionFolder = 'language-detection/';

interface LanguageTraining extends Omit<TrainOptions, 'language'> {
  readonly recipe: ModelRecipe;
  readonly components: readonly Component[];
  readonly domain: Domain;
}

/** Trains one NLU for each language that there are examples in, and what tells the languages apart. */
export async function trainLanguages(data: TrainingData, options: LanguageTraining): Promise<ModelFiles> {
  const { recipe, components, domain, progress, ...rest } = options;
  const own = data.nlu.examples.length > 0 ? [recipe.language] : [];
  const further = trainedLanguages(recipe, data);
  const all = [...own, ...further].map((language) => ({ language, data: nluOf(language, data) }));
  const total = all.reduce((sum, one) => sum + one.data.examples.length, 0);
  const files: Record<string, Uint8Array> = {};
  let done = 0;
  for (const { language, data: examples } of all) {
    const share = examples.examples.length / total;
    const base = done;
    const trained = await trainPipeline(recipe.pipeline, components, examples, domain, {
      ...rest,
      language,
      progress: (part, note) => progress?.(base + part * share, all.length > 1 ? `${language}: ${note}` : note),
    });
    addUnder(files, language === recipe.language ? ownFolder : folderOf(language), savePipeline(trained));
    done += share;
  }
  if (further.length > 0 && recipe.languageDetection) {
    const examples = joined([data.nlu, ...further.map((language) => nluOf(language, data))]);
    const detector = await trainPipeline([recipe.languageDetection], components, examples, domain, {
      ...rest,
      language: recipe.language,
    });
    addUnder(files, detectionFolder, savePipeline(detector));
  }
  return files;
}

/** Brings the NLU of a model to life, of one language or of several; `undefined` when it has none. */
export function loadLanguages(
  files: ModelFiles,
  { pipeline, additionalLanguages = [], languageDetection }: Manifest,
  components: readonly Component[],
): TrainedPipeline | undefined {
  const load = (folder: string, entries: Manifest['pipeline']): TrainedPipeline | undefined => {
    const own = filesUnder(files, folder);
    return Object.keys(own).length > 0 ? loadPipeline(own, entries, components) : undefined;
  };
  const own = load(ownFolder, pipeline);
  const detector = languageDetection && load(detectionFolder, [languageDetection]);
  if (!own || !detector) return own;
  const others = additionalLanguages.flatMap((one) => load(folderOf(one), pipeline) ?? []);
  return multilingualPipeline({ own, others, detector });
}

/** The further languages that there are examples in. */
const trainedLanguages = ({ additionalLanguages = [] }: ModelRecipe, { otherNlu }: TrainingData): readonly string[] =>
  additionalLanguages.filter((language) => (otherNlu?.get(language)?.examples.length ?? 0) > 0);

const joined = (parts: readonly NluData[]): NluData => ({
  examples: parts.flatMap(({ examples }) => examples),
  synonyms: new Map(),
  regexes: [],
  lookups: [],
});

/** The files in a folder of a model, under their names in it. */
export function filesUnder(files: ModelFiles, folder: string): ModelFiles {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith(folder))
      .map(([name, bytes]) => [name.slice(folder.length), bytes]),
  );
}

/** Puts files into a folder of a model. */
export function addUnder(all: Record<string, Uint8Array>, folder: string, files: ModelFiles): void {
  for (const [name, bytes] of Object.entries(files)) all[`${folder}${name}`] = bytes;
}
