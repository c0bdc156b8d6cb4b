import type { Domain } from '../domain/domain.js';
import type { Component, ModelFiles } from '../nlu/component.js';
import { multilingualPipeline } from '../nlu/multilingual.js';
import type { TrainedPipeline } from '../nlu/pipeline.js';
import { loadPipeline } from '../nlu/pipeline-files.js';
import { partsToTrain, type TrainOptions, trainPipelineFiles } from '../nlu/train-pipeline.js';
import { nluOf } from '../training-data/merge-data.js';
import type { NluData, TrainingData } from '../training-data/training-data.js';
import type { Manifest, Setting } from './manifest.js';
import { addUnder, filesUnder, type ModelParts, partsUnder } from './model-parts.js';
import { sideBySide } from './side-by-side.js';
import type { ModelRecipe } from './train.js';

/** Where in an archive the NLU of a language lies; that of the bot's own has the folder that it has alone. */
const ownFolder = 'nlu/';
const folderOf = (language: string): string => `nlu.${language}/`;
const detectionFolder = 'language-detection/';

/** What the NLU of a model is trained with. */
export interface LanguageTraining extends Omit<TrainOptions, 'language'> {
  readonly recipe: ModelRecipe;
  readonly components: readonly Component[];
  readonly domain: Domain;
  /** Of Parley. */
  readonly version: string;
  /** What was trained before; of it is taken over what would come out the same. */
  readonly earlier?: ModelParts | undefined;
}

/**
 * Trains one NLU for each language that there are examples in, and what tells the languages apart, side by side: while one
 * of them learns what a single thread has to learn, the others keep the processors busy.
 */
export async function trainLanguages(data: TrainingData, options: LanguageTraining): Promise<ModelParts> {
  const { recipe, components, domain, progress, earlier, signal, ...rest } = options;
  const pipelines = pipelinesOf(recipe, data);
  const tell = jointProgress(pipelines, progress);
  const trained = await sideBySide(pipelines, signal, ({ folder, language, entries, examples }, at, stop) =>
    trainPipelineFiles(entries, components, examples, domain, {
      ...rest,
      language,
      signal: stop,
      earlier: earlier && partsUnder(earlier, folder),
      progress: (share, note) => tell(at, share, note),
    }),
  );
  const files: Record<string, Uint8Array> = {};
  const parts: Record<string, ModelParts['parts'][string]> = {};
  for (const [at, { folder }] of pipelines.entries()) {
    addUnder(files, folder, trained[at]?.files ?? {});
    addUnder(parts, folder, trained[at]?.parts ?? {});
  }
  return { files, parts };
}

/** What several pipelines tell of themselves as one: `en: entities · es: intents`. */
function jointProgress(pipelines: readonly LanguagePipeline[], progress: LanguageTraining['progress']) {
  const total = pipelines.reduce((sum, { work }) => sum + work, 0);
  const shares = pipelines.map(() => 0);
  const notes = pipelines.map(() => '');
  return (at: number, share: number, note = ''): void => {
    const { language, work } = pipelines[at] as LanguagePipeline;
    shares[at] = (share * work) / total;
    notes[at] = share === 1 ? '' : pipelines.length > 1 && work > 0 ? `${language}: ${note}` : note;
    const whole = shares.reduce((sum, one) => sum + one, 0);
    progress?.(whole, notes.filter((one) => one !== '').join(' · ') || note);
  };
}

/** Which parts `trainLanguages` would train, by their folders in the model. */
export function languagePartsToTrain(data: TrainingData, options: LanguageTraining): readonly string[] {
  const { recipe, components, domain, earlier, version } = options;
  return pipelinesOf(recipe, data).flatMap(({ folder, language, entries, examples }) => {
    const before = earlier && partsUnder(earlier, folder);
    const names = partsToTrain(entries, components, examples, domain, { language, version, earlier: before });
    return names.map((name) => `${folder}${name}`);
  });
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
  const detector = languageDetection && load(detectionFolder, [languageDetection]);
  if (!detector) return load(ownFolder, pipeline);
  const folders = [ownFolder, ...additionalLanguages.map(folderOf)];
  // A bot that has no examples in its own language begins in the first that it has some in.
  const [own, ...others] = folders.flatMap((folder) => load(folder, pipeline) ?? []);
  return own && multilingualPipeline({ own, others, detector });
}

/** A pipeline of a model. */
interface LanguagePipeline {
  readonly folder: string;
  readonly language: string;
  readonly entries: readonly Setting[];
  readonly examples: NluData;
  /** How long its training takes, beside the others'. */
  readonly work: number;
}

function pipelinesOf(recipe: ModelRecipe, data: TrainingData): readonly LanguagePipeline[] {
  const { language: ownLanguage, pipeline: entries, languageDetection } = recipe;
  const further = trainedLanguages(recipe, data);
  const spoken = [...(data.nlu.examples.length > 0 ? [ownLanguage] : []), ...further].map((language) => {
    const examples = nluOf(language, data);
    const folder = language === ownLanguage ? ownFolder : folderOf(language);
    return { folder, language, entries, examples, work: examples.examples.length };
  });
  if (further.length === 0 || !languageDetection) return spoken;
  const examples = joined([data.nlu, ...further.map((language) => nluOf(language, data))]);
  const detection = { folder: detectionFolder, language: ownLanguage, entries: [languageDetection], examples, work: 0 };
  return [...spoken, detection];
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
