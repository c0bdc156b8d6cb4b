import type { Component, ModelFiles } from '../nlu/component.js';
import type { TrainedPipeline } from '../nlu/pipeline.js';
import { loadPipeline } from '../nlu/pipeline-files.js';
import type { TrainedPolicy } from '../policies/ensemble.js';
import type { Policy } from '../policies/policy.js';
import type { ModelArchive } from './archive.js';
import { configurePolicies } from './configure-policies.js';
import type { Manifest } from './manifest.js';
import { policyFolder } from './train.js';

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
  const nlu = filesUnder(files, 'nlu/');
  return {
    manifest,
    pipeline: Object.keys(nlu).length > 0 ? loadPipeline(nlu, manifest.pipeline, components) : undefined,
    policies: configurePolicies(manifest.policies, policies).map(({ policy, config }, index) => ({
      policy,
      config,
      state: policy.load(filesUnder(files, policyFolder(index, policy.name)), config),
    })),
  };
}

function filesUnder(files: ModelFiles, folder: string): ModelFiles {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith(folder))
      .map(([name, bytes]) => [name.slice(folder.length), bytes]),
  );
}
