import type { Component } from '../nlu/component.js';
import type { TrainedPipeline } from '../nlu/pipeline.js';
import type { TrainedPolicy } from '../policies/ensemble.js';
import type { Policy } from '../policies/policy.js';
import type { ModelArchive } from './archive.js';
import { configurePolicies } from './configure-policies.js';
import { loadLanguages } from './language-models.js';
import type { Manifest } from './manifest.js';
import { filesUnder } from './model-parts.js';
import { policyFolder } from './train-policies.js';

/** A model that is ready to answer. */
export interface LoadedModel {
  readonly manifest: Manifest;
  /** `undefined` when the bot has no NLU examples and understands only `/intent{…}`. */
  readonly pipeline: TrainedPipeline | undefined;
  readonly policies: readonly TrainedPolicy[];
}

/** Brings a model from its bytes to life. @throws ParleyError when a component or policy of it is not there. */
export function loadModel(
  { manifest, files }: ModelArchive,
  components: readonly Component[],
  policies: readonly Policy[],
): LoadedModel {
  return {
    manifest,
    pipeline: loadLanguages(files, manifest, components),
    policies: configurePolicies(manifest.policies, policies).map(({ policy, config }, index) => ({
      policy,
      config,
      state: policy.load(filesUnder(files, policyFolder(index, policy.name)), config),
    })),
  };
}
