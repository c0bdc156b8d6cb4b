import type { Domain } from '../domain/domain.js';
import type { NluData } from '../training-data/training-data.js';
import type { Component } from './component.js';
import { learningSources } from './learning-sources.js';
import { settingsHash } from './part-record.js';
import { type TrainedPipeline, trainedPipeline } from './pipeline.js';
import { configurePipeline, type PipelineEntry } from './pipeline-config.js';
import { earlierParts, filesOfParts, type SavedPipeline } from './pipeline-files.js';
import { type PreparedPart, trainParts } from './train-parts.js';
import { planTraining } from './training-plan.js';

/** How training is done; everything has a default. */
export interface TrainOptions {
  /** IETF tag of the language of messages that do not say theirs; `en` unless given. */
  readonly language?: string;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Progress of the whole, 0 to 1, with a word on what is going on. */
  progress?(share: number, note?: string): void;
  /** Told of faults in the data that training can live with. */
  warn?(warning: string): void;
}

/** How a pipeline is trained into files. */
interface TrainFilesOptions extends TrainOptions {
  /** Of Parley; parts that another one trained are trained again. */
  readonly version: string;
  /** What was trained before; parts that would come out the same are taken over. */
  readonly earlier?: SavedPipeline | undefined;
}

/**
 * Trains the components of a config one after the other; each learns from messages that its predecessors filled in.
 *
 * @throws ParleyError NLU_COMPONENT_UNKNOWN, NLU_SETTING_INVALID, NLU_COMPONENT_MISPLACED, NLU_NO_EXAMPLES; the reason
 * of `signal` when it is aborted
 */
export async function trainPipeline(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
  data: NluData,
  domain: Domain | undefined,
  options: TrainOptions = {},
): Promise<TrainedPipeline> {
  const { parts, language } = await train(entries, components, data, domain, { ...options, version: '' });
  return trainedPipeline(parts, language);
}

/** The same into files for a model, each part with what is said of it; what has not changed is not trained again. */
export async function trainPipelineFiles(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
  data: NluData,
  domain: Domain | undefined,
  options: TrainFilesOptions,
): Promise<SavedPipeline> {
  const { parts, language } = await train(entries, components, data, domain, options);
  return filesOfParts(
    language,
    parts.map(({ component, state, record, takenOver, answers }) => ({
      name: component.name,
      record,
      answers,
      files: takenOver ?? component.save?.(state) ?? {},
    })),
  );
}

/** Which parts `trainPipelineFiles` would train, by their names. */
export function partsToTrain(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
  data: NluData,
  domain: Domain | undefined,
  options: TrainFilesOptions,
): readonly string[] {
  const { plan } = prepare(entries, components, data, domain, options);
  return plan.filter(({ train, component }) => train && component.train).map(({ component }) => component.name);
}

async function train(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
  data: NluData,
  domain: Domain | undefined,
  options: TrainFilesOptions,
): Promise<{ readonly parts: readonly PreparedPart[]; readonly language: string }> {
  const { signal = new AbortController().signal } = options;
  signal.throwIfAborted();
  const { plan, around } = prepare(entries, components, data, domain, options);
  const parts = await trainParts(plan, { ...around, signal });
  if (parts) return { parts, language: around.language };
  const { earlier: _, ...anew } = options;
  return train(entries, components, data, domain, anew);
}

function prepare(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
  data: NluData,
  domain: Domain | undefined,
  { language = 'en', seed = 1, version, earlier, progress, warn }: TrainFilesOptions,
) {
  const sources = learningSources(data, domain, { language, seed });
  const pipeline = configurePipeline(entries, components).map((one, at) => ({
    ...one,
    settings: settingsHash(version, one.component, [entries[at], one.component.outside?.(one.config)]),
  }));
  const plan = planTraining(pipeline, earlier ? earlierParts(earlier) : [], sources);
  return { plan, around: { data, sources, language, seed, ...(progress && { progress }), ...(warn && { warn }) } };
}
