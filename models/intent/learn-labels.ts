import {
  type Breather,
  breather,
  type IntentScore,
  type Message,
  type SparseVector,
  type TrainContext,
} from '../../core/index.js';
import { columnsOfName, intentNameOf, type NamedIntent } from '../features/intent-names.js';
import { sparseOf } from '../features/sparse-of.js';
import { fitTemperature, type ScoredExample, sampleOf } from './calibration.js';
import { packExamples } from './examples.js';
import { dealFolds, examplesWhere, neverHeldOut } from './folds.js';
import { joinNetworks } from './join-networks.js';
import { type Network, predictLogits, softmax } from './network.js';
import { rank } from './ranking.js';
import { reportUnseen } from './report-unseen.js';
import { scoreOfStrangers, withStranger } from './strangers.js';
import { trainAndAsk } from './train-apart.js';
import { type PlanSettings, planTraining } from './training-plan.js';

/** What tells the labels of messages: the names, a network that scores them, and how sure it may be of itself. */
export interface LabelModel {
  readonly labels: readonly string[];
  readonly network: Network;
  readonly temperature: number;
}

/** A model as it comes from training. */
export interface LearnedLabels extends LabelModel {
  /** What was predicted for each message by a network that had not seen it: the ten surest labels. */
  readonly unseen: ReadonlyMap<Message, readonly IntentScore[]>;
}

/** How labels are learned. */
interface LessonSettings extends PlanSettings {
  /** The label of messages that belong to none; without one, each belongs to the label that it is nearest to. */
  readonly strangers?: string;
}

const folds = 3;
const longestUnseen = 10;

/**
 * Learns to tell labels: networks of all messages, and one for each of three folds that shows how sure it may be. Names
 * of intents are examples, too; those are never asked.
 *
 * @param labelled the messages to learn from, at least one
 */
export async function learnLabels(
  labelled: readonly Message[],
  labelOf: (message: Message) => string,
  { strangers, ...settings }: LessonSettings,
  context: TrainContext,
  note: string,
): Promise<LearnedLabels> {
  const pause = breather(context.signal);
  const { labels, size: features, dense, ...lesson } = await lessonOf(labelled, labelOf, pause);
  const plan = planTraining(labelled.length, labels.length, features, settings);
  await pause.breathe();
  const names = Array.from({ length: plan.names }, () => lesson.names).flat();
  const examples = packExamples(
    [...lesson.vectors, ...names.map(columnsOfName)],
    [...lesson.numbers, ...names.map(({ label }) => label)],
  );
  await pause.breathe();

  const fold = dealFolds(examples.labels.subarray(0, labelled.length), folds, context.seed);
  const dealt = Int32Array.from({ length: examples.length }, (_, at) => fold[at] ?? neverHeldOut);
  const orderOf = (only: Uint32Array, run: number) => ({
    only,
    plan: plan.networkOf(only.length, context.seed + run, dense),
  });
  const parts = Array.from({ length: folds }, (_, out) => ({
    ask: examplesWhere(dealt, (own) => own === out),
    only: examplesWhere(dealt, (own) => own !== out),
  })).filter(({ ask, only }) => ask.length > 0 && only.length > 0);
  const whole = examplesWhere(dealt, () => true);
  const { networks, answers } = await trainAndAsk(
    examples,
    Array.from({ length: plan.ensemble }, (_, run) => orderOf(whole, run)),
    parts.map(({ ask, only }, at) => ({ ...orderOf(only, plan.ensemble + at), ask })),
    context.signal,
    (share) => context.progress(share, note),
  );

  const asked = parts.flatMap(({ ask }, at) =>
    Array.from(ask, (example, place): ScoredExample & { readonly message: Message } => ({
      message: labelled[example] as Message,
      label: examples.labels[example] as number,
      logits: (answers[at] as Float32Array).subarray(place * labels.length, (place + 1) * labels.length),
    })),
  );
  const sample = sampleOf(asked);
  const constant = strangers === undefined ? undefined : scoreOfStrangers(sample);
  const all = strangers === undefined || constant === undefined ? labels : [...labels, strangers];
  const completed = (logits: Float32Array) => (constant === undefined ? logits : withStranger(logits, constant));
  const judged = sample.map(({ label, logits }) => ({ label, logits: completed(logits) }));
  const temperature = await fitTemperature(judged, pause);
  const unseen = new Map<Message, readonly IntentScore[]>();
  for (const { message, logits } of asked) {
    unseen.set(message, ranked(completed(logits), all, temperature).slice(0, longestUnseen));
    if (pause.due()) await pause.breathe();
  }
  reportUnseen(unseen, labelOf, context);
  return { labels: all, network: await joinNetworks(networks, constant, pause), temperature, unseen };
}

/** What there is to learn: the vectors of all messages, and the names of their intents. */
async function lessonOf(labelled: readonly Message[], labelOf: (message: Message) => string, pause: Breather) {
  const labels = [...new Set(labelled.map(labelOf))].sort();
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  const vectors: SparseVector[] = [];
  const numbers: number[] = [];
  /** By what a featurizer made of them; examples of one intent share it. */
  const names = new Map<SparseVector, NamedIntent & { readonly label: number }>();
  let size = 0;
  let dense = 0;
  for (const message of labelled) {
    const columns = sparseOf(message);
    const label = numberOf.get(labelOf(message)) as number;
    vectors.push(columns.vector);
    numbers.push(label);
    const name = intentNameOf(message);
    if (name) names.set(name.vector, { ...name, label });
    ({ size, dense } = columns);
    if (pause.due()) await pause.breathe();
  }
  return { labels, size, dense, vectors, numbers, names: [...names.values()] };
}

/** The labels with their confidences for a message, the surest first. */
export const scoreLabels = (message: Message, { network, labels, temperature }: LabelModel): readonly IntentScore[] =>
  ranked(predictLogits(network, sparseOf(message).vector), labels, temperature);

function ranked(logits: Float32Array, labels: readonly string[], temperature: number): readonly IntentScore[] {
  softmax(logits, temperature);
  return rank(labels, logits);
}
