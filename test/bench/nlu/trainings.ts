import type { PipelineEntry } from '../../../core/index.js';
import { defaultPipeline } from '../../../models/index.js';
import { runTask } from '../task.js';
import { percentOf } from './deviation.js';
import type { NlpjsTrained } from './nlpjs-task.js';
import type { Trained } from './parley-task.js';
import type { Material, Training } from './training.js';

/** How many random starts, and who is told what goes on. */
export interface TrainingOptions {
  readonly seeds: number;
  note(text: string): void;
}

type Pipeline = readonly PipelineEntry[];

/** The pipelines that are measured: that of a bot whose config names none, and others made from it. */
export const pipelines = {
  usual: defaultPipeline,
  withoutVectors: defaultPipeline.filter(({ name }) => name !== 'WordVectors'),
  ensemble: withSettings(defaultPipeline, { IntentClassifier: { ensemble: 3 } }),
  quality: withSettings(defaultPipeline, { EntityExtractor: { quality: true } }),
  // However many examples there are.
  both: withSettings(defaultPipeline, { IntentClassifier: { ensemble: 3 }, WordVectors: { only_below: 1_000_000 } }),
} satisfies Record<string, Pipeline>;

function withSettings(pipeline: Pipeline, settings: Readonly<Record<string, object>>): Pipeline {
  return pipeline.map((entry) => ({ ...entry, ...settings[entry.name] }));
}

/** Trains with each random start in turn. */
export async function train(
  what: string,
  material: Material,
  pipeline: Pipeline,
  { seeds, note }: TrainingOptions,
): Promise<readonly Trained[]> {
  const all: Trained[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const trained = await runTask<Training, Trained>('nlu/parley-task', { material, pipeline, seed });
    const { seconds, scores } = trained;
    note(`${what}, start ${seed}: ${percentOf([scores.ranked])} after ${seconds.toFixed(1)} s`);
    all.push(trained);
  }
  return all;
}

/** The same of nlp.js, which has no random start: a seed is only another draw of examples. */
export async function trainNlpjs(
  what: string,
  material: Material,
  { seeds, note }: TrainingOptions,
): Promise<readonly NlpjsTrained[]> {
  const all: NlpjsTrained[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const trained = await runTask<Training, NlpjsTrained>('nlu/nlpjs-task', { material, pipeline: [], seed });
    note(`${what}, nlp.js: ${percentOf([trained.ranked])} after ${trained.seconds.toFixed(1)} s`);
    all.push(trained);
  }
  return all;
}
