import { z } from 'zod';
import { findRuleOnly, type ModelFiles, type PolicyTrainContext, type RuleOnly } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import type { ScoredExample } from '../intent/calibration.js';
import { loadLabels, saveLabels } from '../intent/label-files.js';
import type { LabelModel } from '../intent/learn-labels.js';
import { predictLogits, softmax } from '../intent/network.js';
import { wordMark } from './dialogue-features.js';
import { type FeatureNames, nameFeatures } from './feature-names.js';
import { type Example, learnMoments } from './learn-moments.js';
import { momentsOfStories, type StoryMoment } from './story-moments.js';

/** Tells from a moment of a conversation which label belongs to it. */
export interface MomentModel {
  readonly hidden: RuleOnly;
  readonly names: FeatureNames;
  readonly labels: LabelModel;
  /** Stories say some messages by their text alone. */
  readonly readsText: boolean;
}

/** What of a moment is learned from, and what is to be told; `undefined`: nothing. */
export type Lesson = (
  moment: StoryMoment,
) => { readonly features: ReadonlyMap<string, number>; readonly label: string } | undefined;

/** A model as it comes from training, with how each moment was judged by a network that had not seen its story. */
export interface LearnedModel {
  readonly model: MomentModel;
  readonly blind: readonly (ScoredExample | undefined)[];
  readonly examples: readonly Example[];
}

/** Learns lessons from the stories; `undefined` when these have none. */
export async function learnModel(
  lesson: Lesson,
  memory: number,
  epochs: number | undefined,
  context: PolicyTrainContext,
): Promise<LearnedModel | undefined> {
  const numbers = new Map<string, number>();
  const lessons = momentsOfStories(context, memory).flatMap((moment) => {
    const learned = lesson(moment);
    return learned ? [{ ...numbered(learned.features, numbers), label: learned.label, story: moment.story }] : [];
  });
  if (lessons.length === 0) return undefined;
  const seen = [...numbers.keys()];
  const names = nameFeatures(seen.toSorted());
  const known = new Set<string>();
  const examples: Example[] = [];
  for (const { features, weights, label, story } of lessons) {
    const vector = names.toVector(new Map(Array.from(features, (at, n) => [seen[at] as string, weights[n] as number])));
    const key = `${label} ${vector.indices.join(' ')}`;
    if (!known.has(key)) examples.push({ vector, label, story });
    known.add(key);
  }
  const { model: labels, blind } = await learnMoments(examples, names, epochs, context);
  const hidden = findRuleOnly(context.data, context.domain);
  return { model: { hidden, names, labels, readsText: readsText(names) }, blind, examples };
}

const readsText = ({ all }: FeatureNames): boolean => all.some((name) => name.startsWith(wordMark));

/** Features by numbers that are given as they come: the names of thousands of moments would fill the memory. */
function numbered(features: ReadonlyMap<string, number>, numbers: Map<string, number>) {
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  return { features: Uint32Array.from(features.keys(), numberOf), weights: Float64Array.from(features.values()) };
}

/** The labels with their probabilities, in the order of the model's labels. */
export function judge({ names, labels }: MomentModel, features: ReadonlyMap<string, number>): Float32Array {
  const scores = predictLogits(labels.network, names.toVector(features));
  softmax(scores, labels.temperature);
  return scores;
}

const file = 'moments.json';
const saved = z.object({
  names: z.array(z.string()),
  hidden: z.object({ slots: z.array(z.string()), loops: z.array(z.string()) }),
});

/** The files of a model; none when there is nothing to keep. */
export function saveModel(model: MomentModel | undefined): ModelFiles {
  if (!model) return {};
  const { names, hidden, labels } = model;
  return { [file]: jsonToBytes({ names: names.all, hidden }), ...saveLabels(labels) };
}

/** The model from the files of {@link saveModel}. */
export function loadModel(files: ModelFiles): MomentModel | undefined {
  const bytes = files[file];
  if (!bytes) return undefined;
  const { names, hidden } = saved.parse(bytesToJson(bytes));
  const numbered = nameFeatures(names);
  return { names: numbered, hidden, labels: loadLabels(files), readsText: readsText(numbered) };
}
