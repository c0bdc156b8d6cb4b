import type { Action } from '../actions/action.js';
import type { Channel } from '../channel.js';
import type { Setting } from '../model/manifest.js';
import type { Component, ModelFiles } from '../nlu/component.js';
import type { TrainedPipeline } from '../nlu/pipeline.js';
import type { Policy } from '../policies/policy.js';
import type { PretrainedModels } from './pretrained.js';

/** What a bot gets without asking for it. The composition root fills this in, so that the core need not know. */
export interface Presets {
  readonly components: readonly Component[];
  /** Taken when config.yml names no pipeline. */
  readonly pipeline: readonly Setting[];
  /**
   * Turns a pipeline under other systems' names, such as Rasa's, into one under Parley's; `notes` say what became what,
   * `warnings` what is asked for and missing.
   *
   * @param bot the components that the pipeline may name, its folder, and its own language
   */
  translatePipeline(
    pipeline: readonly Setting[],
    bot: { readonly components: readonly Component[]; readonly folder: string; readonly language: string },
  ): {
    readonly entries: readonly Setting[];
    readonly notes: readonly string[];
    readonly warnings: readonly string[];
  };
  /** The names of other systems that it knows. */
  readonly foreignComponents: readonly string[];
  /** The component that tells the languages of a bot apart, where it has several. */
  readonly languageDetection: Setting;
  /** Those that config.yml may name. */
  readonly policies: readonly Policy[];
  /** Taken when config.yml names no policies. */
  readonly defaultPolicies: readonly Setting[];
  /** Channels that `credentials.yml` may name. */
  readonly channels: readonly Channel[];
  /** Channels that are open when there is no `credentials.yml`, by name. */
  readonly openChannels: readonly string[];
  /** The channel of `parley shell`, and when the person has left it. */
  terminal(): { readonly channel: Channel; readonly finished: Promise<void> };
  readonly actions: readonly Action[];
  readonly pretrained: PretrainedModels;
  /** Writes what a pipeline has learned for other programs, as files by name. @throws ParleyError */
  exportPipeline(pipeline: TrainedPipeline): ModelFiles;
}
