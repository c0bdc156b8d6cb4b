import type { Domain } from '../domain/domain.js';
import type { NluData } from '../training-data/training-data.js';
import { breather } from './breather.js';
import type { Component, TrainContext } from './component.js';
import { type Message, newMessage } from './message.js';
import { type TrainedPart, type TrainedPipeline, trainedPipeline } from './pipeline.js';
import { type ConfiguredComponent, configurePipeline, type PipelineEntry } from './pipeline-config.js';

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
  const language = options.language ?? 'en';
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const pipeline = configurePipeline(entries, components);
  const messages = trainingMessages(data, language);
  const parts: TrainedPart[] = [];
  const lastLearner = pipeline.findLastIndex(({ component }) => component.train !== undefined);
  for (const [at, configured] of pipeline.entries()) {
    const context: TrainContext = {
      data,
      domain,
      language,
      seed: options.seed ?? 1,
      signal,
      progress: (share, note) => options.progress?.((at + share) / pipeline.length, note),
      warn: (warning) => options.warn?.(warning),
    };
    const part = await trainPart(configured, messages, context);
    parts.push(part);
    if (at < lastLearner) await processTraining(part, messages, signal);
    options.progress?.((at + 1) / pipeline.length, configured.component.name);
  }
  return trainedPipeline(parts, language);
}

function trainingMessages(data: NluData, language: string): readonly Message[] {
  return data.examples.map(({ text, intent, entities, language: own }) => ({
    ...newMessage(text, { language: own ?? language }),
    gold: { intent, entities },
  }));
}

async function trainPart(
  { component, config }: ConfiguredComponent,
  messages: readonly Message[],
  context: TrainContext,
): Promise<TrainedPart> {
  return { component, config, state: await component.train?.(messages, config, context) };
}

async function processTraining(part: TrainedPart, messages: readonly Message[], signal: AbortSignal): Promise<void> {
  const { component, config, state } = part;
  if (component.processTraining) {
    await component.processTraining(messages, state, config);
    return;
  }
  const pause = breather(signal);
  for (const message of messages) {
    const waiting = component.process(message, state, config);
    if (waiting !== undefined) await waiting;
    if (pause.due()) await pause.breathe();
  }
}
