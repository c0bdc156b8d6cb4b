import type { IntentScore, Message, SparseVector, TrainContext } from '../../core/index.js';
import { sparseOf } from '../features/sparse-of.js';
import { fitTemperature, type ScoredExample } from './calibration.js';
import { packExamples } from './examples.js';
import { dealFolds, examplesWhere } from './folds.js';
import { type Network, predictLogits, softmax } from './network.js';
import { rank } from './ranking.js';
import { trainApart } from './train-apart.js';
import { type PlanSettings, planTraining } from './training-plan.js';
import { asUnseen, featuresIn } from './unseen.js';

/** What tells the labels of messages: the names, a network that scores them, and how sure it may be of itself. */
export interface LabelModel {
  readonly labels: readonly string[];
  readonly network: Network;
  readonly temperature: number;
}

/** A model as it comes from training. */
export interface LearnedLabels extends LabelModel {
  /** What was predicted for each message by a network that had not seen it. */
  readonly unseen: ReadonlyMap<Message, readonly IntentScore[]>;
}

const folds = 3;

/**
 * Learns to tell labels: a network of all messages, and one for each of three folds that shows how sure it may be.
 *
 * @param labelled the messages to learn from, at least one
 */
export async function learnLabels(
  labelled: readonly Message[],
  labelOf: (message: Message) => string,
  settings: PlanSettings,
  context: TrainContext,
  note: string,
): Promise<LearnedLabels> {
  const labels = [...new Set(labelled.map(labelOf))].sort();
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const sparse = labelled.map(sparseOf);
  const examples = packExamples(
    sparse.map(({ vector }) => vector),
    labelled.map((message) => numbers.get(labelOf(message)) as number),
  );
  const fold = dealFolds(examples.labels, folds, context.seed);
  const parts = Array.from({ length: folds }, (_, out) => ({
    heldOut: examplesWhere(fold, (own) => own === out),
    rest: examplesWhere(fold, (own) => own !== out),
  })).filter(({ heldOut, rest }) => heldOut.length > 0 && rest.length > 0);
  const features = sparse[0]?.size ?? 0;
  const orders = [examplesWhere(fold, () => true), ...parts.map(({ rest }) => rest)].map((only, run) => ({
    only,
    plan: planTraining(only.length, labels.length, features, context.seed + run, settings),
  }));
  const [network, ...partial] = await trainApart(examples, orders, context.signal, (share) =>
    context.progress(share, note),
  );

  const scored = new Map<Message, ScoredExample>();
  for (const [at, { heldOut, rest }] of parts.entries()) {
    const blind = partial[at] as Network;
    const seen = featuresIn(examples, rest, features);
    for (const example of heldOut) {
      const logits = predictLogits(blind, asUnseen(sparse[example]?.vector ?? emptyVector, seen));
      scored.set(labelled[example] as Message, { logits, label: examples.labels[example] as number });
    }
  }
  const temperature = fitTemperature([...scored.values()]);
  const unseen = new Map([...scored].map(([message, { logits }]) => [message, ranked(logits, labels, temperature)]));
  return { labels, network: network as Network, temperature, unseen };
}

const emptyVector: SparseVector = { indices: new Uint32Array(), values: new Float32Array() };

/** The labels with their confidences for a message, the surest first. */
export const scoreLabels = (message: Message, { network, labels, temperature }: LabelModel): readonly IntentScore[] =>
  ranked(predictLogits(network, sparseOf(message).vector), labels, temperature);

function ranked(logits: Float32Array, labels: readonly string[], temperature: number): readonly IntentScore[] {
  softmax(logits, temperature);
  return rank(labels, logits);
}
