import { randomUUID } from 'node:crypto';
import type { Component } from '../nlu/component.js';
import type { Policy } from '../policies/policy.js';
import type { Project } from '../project/project.js';
import type { ModelArchive } from './archive.js';
import { configurePolicies } from './configure-policies.js';
import { DOMAIN_FILE, writeDomainFile } from './domain-file.js';
import { languagePartsToTrain, trainLanguages } from './language-models.js';
import { type Fingerprint, MODEL_FORMAT, type Setting } from './manifest.js';
import { policiesToTrain, trainPolicies } from './train-policies.js';

/** What a model is made of and made with. */
export interface ModelRecipe {
  readonly language: string;
  /** Further languages of the bot, and the component that tells them apart; only where it has some. */
  readonly additionalLanguages?: readonly string[];
  readonly languageDetection?: Setting;
  readonly assistantId: string | undefined;
  readonly pipeline: readonly Setting[];
  readonly policies: readonly Setting[];
}

/** What a model is trained from beside the project. */
export interface ModelSources {
  readonly recipe: ModelRecipe;
  readonly components: readonly Component[];
  readonly policies: readonly Policy[];
  readonly version: string;
  /** Rasa's `--augmentation`, for policies that learn from stories glued together. */
  readonly augmentation?: number | undefined;
  /** A model trained before: parts of it that would come out the same are taken over. */
  readonly earlier?: ModelArchive | undefined;
}

/** What training needs beside its sources. */
export interface TrainModelOptions extends ModelSources {
  readonly fingerprint: Fingerprint;
  readonly signal: AbortSignal;
  progress(share: number, note: string): void;
  warn(warning: string): void;
}

/** The share of the progress bar that the NLU takes; it is where the time goes. */
const NLU_SHARE = 0.9;

/** Trains all of a project: the NLU, then the policies; what an earlier model has already is taken over. */
export async function trainModel(project: Project, options: TrainModelOptions): Promise<ModelArchive> {
  const { recipe, signal } = options;
  const started = performance.now();
  const { nlu, dialogue } = trainingsOf(project, options);
  // What is wrong with the settings of policies is not to be told after minutes of training.
  configurePolicies(recipe.policies, options.policies);
  const understanding = await trainLanguages(project.data, {
    ...nlu,
    signal,
    progress: (share, note) => options.progress(share * NLU_SHARE, note ?? 'understanding'),
    warn: options.warn,
  });
  const deciding = await trainPolicies(dialogue, {
    signal,
    progress: (share, note) => options.progress(NLU_SHARE + share * (1 - NLU_SHARE), note),
  });
  return {
    manifest: {
      format: MODEL_FORMAT,
      id: randomUUID(),
      parley: options.version,
      trainedAt: new Date().toISOString(),
      trainingSeconds: Math.round(performance.now() - started) / 1000,
      language: recipe.language,
      ...(recipe.additionalLanguages ? { additionalLanguages: [...recipe.additionalLanguages] } : {}),
      ...(recipe.languageDetection ? { languageDetection: recipe.languageDetection } : {}),
      assistantId: recipe.assistantId ?? null,
      ...(options.augmentation === undefined ? {} : { augmentation: options.augmentation }),
      fingerprint: options.fingerprint,
      pipeline: [...recipe.pipeline],
      policies: [...recipe.policies],
      parts: { ...understanding.parts, ...deciding.parts },
      files: {},
    },
    files: { ...understanding.files, ...deciding.files, [DOMAIN_FILE]: writeDomainFile(project.domain) },
  };
}

/** Which parts of a model `trainModel` would train, such as `nlu/IntentClassifier`. */
export function modelPartsToTrain(project: Project, options: ModelSources): readonly string[] {
  const { nlu, dialogue } = trainingsOf(project, options);
  return [...languagePartsToTrain(project.data, nlu), ...policiesToTrain(dialogue)];
}

/** What the two halves of a model are trained with. */
function trainingsOf({ data, domain }: Project, options: ModelSources) {
  const { recipe, components, policies, version, augmentation, earlier } = options;
  const before = earlier && { files: earlier.files, parts: earlier.manifest.parts };
  return {
    nlu: { recipe, components, domain, version, earlier: before },
    dialogue: { entries: recipe.policies, policies, domain, data, augmentation, version, earlier: before },
  };
}
