import { breather, type PolicyTrainContext, type SparseVector } from '../../core/index.js';
import { fitTemperature, type ScoredExample } from '../intent/calibration.js';
import { type Examples, packExamples } from '../intent/examples.js';
import type { LabelModel } from '../intent/learn-labels.js';
import { type Network, predictLogits } from '../intent/network.js';
import { trainApart } from '../intent/train-apart.js';
import type { TrainingPlan } from '../intent/train-network.js';
import { featuresIn } from '../intent/unseen.js';
import type { FeatureNames } from './feature-names.js';

/** A moment of a story as numbers. */
export interface Example {
  readonly vector: SparseVector;
  readonly label: string;
  readonly story: string;
}

/** What is learned from stories, and how each moment was judged by a network that had not seen its story. */
export interface LearnedMoments {
  readonly model: LabelModel;
  readonly blind: readonly (ScoredExample | undefined)[];
}

const folds = 3;
const hidden = 32;
const batch = 16;
const fewestSteps = 200;
const mostSteps = 800;
/** Passes over the moments, unless a config says how many. */
const passes = 15;
/** Held-out stories of small projects can be like no other; that must not make the network doubt what it knows. */
const mostModest = 2;

/** Learns what follows which moment: a network of all stories, and three that show how sure it may be of others. */
export async function learnMoments(
  moments: readonly Example[],
  names: FeatureNames,
  epochs: number | undefined,
  { seed, signal, progress, report }: PolicyTrainContext,
): Promise<LearnedMoments> {
  const labels = [...new Set(moments.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const examples = packExamples(
    moments.map(({ vector }) => vector),
    moments.map(({ label }) => numbers.get(label) as number),
  );
  const fold = foldsByStory(moments);
  const where = (wanted: (own: number) => boolean) =>
    Uint32Array.from(moments.keys()).filter((at) => wanted(fold[at] as number));
  const parts = Array.from({ length: folds }, (_, out) => ({
    heldOut: where((own) => own === out),
    rest: where((own) => own !== out),
  })).filter(({ heldOut, rest }) => heldOut.length > 0 && rest.length > 0);
  const orders = [where(() => true), ...parts.map(({ rest }) => rest)].map((only, run) => ({
    only,
    plan: planFor(only.length, names.size, labels.length, epochs, seed + run),
  }));
  const [network, ...partial] = await trainApart(examples, orders, signal, (share) => progress(share));
  const blind = judgeBlindly(moments, examples, parts, partial);
  const judged = blind.filter((one) => one !== undefined);
  const temperature = Math.max(1, Math.min(mostModest, await fitTemperature(judged, breather(signal))));
  report?.('moments', moments.length);
  if (judged.length > 0)
    report?.('accuracy', Math.round((judged.filter(isRight).length / judged.length) * 10_000) / 10_000);
  return { model: { labels, network: network as Network, temperature }, blind };
}

const isRight = ({ logits, label }: ScoredExample): boolean => logits.indexOf(Math.max(...logits)) === label;

function planFor(moments: number, features: number, classes: number, epochs = passes, seed: number): TrainingPlan {
  const steps = Math.ceil((moments * epochs) / batch);
  return {
    shape: { features, hidden, classes, activation: 'none' },
    batch,
    steps: Math.min(mostSteps, Math.max(fewestSteps, steps)),
    learningRate: 1e-2,
    featureDropout: 0.4,
    hiddenDropout: 0,
    seed,
  };
}

/** All moments of a story are held out together; what one of them says another would give away. */
function foldsByStory(moments: readonly Example[]): readonly number[] {
  const numbers = new Map<string, number>();
  return moments.map(({ story }) => {
    const number = numbers.get(story) ?? numbers.size;
    numbers.set(story, number);
    return number % folds;
  });
}

/** Judges each held-out moment; where the other stories have no such answer, all that is said is wrong. */
function judgeBlindly(
  moments: readonly Example[],
  examples: Examples,
  parts: readonly { readonly heldOut: Uint32Array; readonly rest: Uint32Array }[],
  networks: readonly Network[],
): (ScoredExample | undefined)[] {
  const blind: (ScoredExample | undefined)[] = moments.map(() => undefined);
  for (const [at, { heldOut, rest }] of parts.entries()) {
    const network = networks[at] as Network;
    const seen = featuresIn(examples, rest, network.features);
    const known = new Set(Array.from(rest, (one) => examples.labels[one]));
    for (const one of heldOut) {
      const label = examples.labels[one] as number;
      const { vector } = moments[one] as Example;
      const logits = predictLogits(network, onlySeen(vector, seen));
      blind[one] = { logits, label: known.has(label) ? label : -1 };
    }
  }
  return blind;
}

/** What a network has not seen it knows nothing of; the rest keeps its length, so that much unknown means unsure. */
function onlySeen({ indices, values }: SparseVector, seen: Uint8Array): SparseVector {
  return {
    indices: indices.filter((feature) => seen[feature] === 1),
    values: values.filter((_, at) => seen[indices[at] as number] === 1),
  };
}
