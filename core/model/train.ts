import { randomUUID } from 'node:crypto';
import type { Component } from '../nlu/component.js';
import type { Policy } from '../policies/policy.js';
import type { Project } from '../project/project.js';
import type { ModelArchive } from './archive.js';
import { configurePolicies } from './configure-policies.js';
import { DOMAIN_FILE, writeDomainFile } from './domain-file.js';
import { addUnder, trainLanguages } from './language-models.js';
import { type Fingerprint, MODEL_FORMAT, type Setting } from './manifest.js';

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

/** What training needs beside the project. */
export interface TrainModelOptions {
  readonly recipe: ModelRecipe;
  readonly fingerprint: Fingerprint;
  readonly components: readonly Component[];
  readonly policies: readonly Policy[];
  readonly version: string;
  /** Rasa's `--augmentation`, for policies that learn from stories glued together. */
  readonly augmentation?: number;
  readonly signal: AbortSignal;
  progress(share: number, note: string): void;
  warn(warning: string): void;
}

/** The share of the progress bar that the NLU takes; it is where the time goes. */
const NLU_SHARE = 0.9;

/** Trains all of a project: the NLU, then the policies. */
export async function trainModel(project: Project, options: TrainModelOptions): Promise<ModelArchive> {
  const { recipe, signal } = options;
  const started = performance.now();
  const policies = configurePolicies(recipe.policies, options.policies);
  const files: Record<string, Uint8Array> = {};

  const nlu = await trainLanguages(project.data, {
    recipe,
    components: options.components,
    domain: project.domain,
    signal,
    progress: (share, note) => options.progress(share * NLU_SHARE, note ?? 'understanding'),
    warn: options.warn,
  });
  Object.assign(files, nlu);
  for (const [index, { policy, config }] of policies.entries()) {
    const base = NLU_SHARE + ((1 - NLU_SHARE) * index) / policies.length;
    options.progress(base, policy.name);
    const state = await policy.train(config, {
      domain: project.domain,
      data: project.data,
      seed: 1,
      ...(options.augmentation === undefined ? {} : { augmentation: options.augmentation }),
      signal,
      progress: (share, note) =>
        options.progress(base + ((1 - NLU_SHARE) * share) / policies.length, note ?? policy.name),
    });
    addUnder(files, policyFolder(index, policy.name), policy.save(state));
  }

  files[DOMAIN_FILE] = writeDomainFile(project.domain);

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
      fingerprint: options.fingerprint,
      pipeline: [...recipe.pipeline],
      policies: [...recipe.policies],
      files: {},
    },
    files,
  };
}

/** Where in an archive the files of a policy lie. */
export const policyFolder = (index: number, name: string): string => `policies/${index}.${name}/`;
