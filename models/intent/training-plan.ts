import type { TrainingPlan } from './train-network.js';

/** Below so many examples per intent, a model without a bend in its hidden layer learns more. */
const fewPerIntent = 25;
/** Optimiser steps: fewer do not settle, more gain nothing. */
const fewestSteps = 1_000;
const mostSteps = 4_000;
/** What has been seen a hundred times is known, though it takes some steps to move at all. */
const fewestOfFew = 300;
/** Above so many examples, passes grow fewer by the square root of their number. */
const manyExamples = 20_000;
const hiddenUnits = 128;
/** With few examples, training takes moments, and what a network learns of them is partly chance. */
const ensembleOfFew = 3;
const usualDropout = { featureDropout: 0.5, passes: 1 };
/**
 * Networks of an ensemble see a fifth of the features of an example at a time, in twice as many passes: what one of them
 * leaves to chance, the others know, and word vectors are made use of (after Ho 1998, "The Random Subspace Method").
 */
const dropoutOfMembers = { featureDropout: 0.8, passes: 2 };
/** Where there are few examples, what the name of an intent says weighs more. */
const namesOfFew = 3;

/** What the user may set of a plan. */
export interface PlanSettings {
  readonly hidden?: number | undefined;
  readonly epochs?: number | undefined;
  readonly ensemble?: number | undefined;
}

/** How to train on a set of examples. */
export interface LessonPlan {
  /** How many networks decide together. */
  readonly ensemble: number;
  /** How many times the name of an intent is an example. */
  readonly names: number;
  /** How one of them is trained, on so many of the examples. */
  networkOf(examples: number, seed: number, dense: number): TrainingPlan;
}

/**
 * How to train on so many examples. The numbers were found on held-out parts of the training data of BANKING77 (whole,
 * and cut to 48 and 10 examples per intent); `npm run bench:nlu` prints what they give.
 */
export function planTraining(
  examples: number,
  classes: number,
  features: number,
  { hidden = hiddenUnits, epochs, ensemble }: PlanSettings,
): LessonPlan {
  const few = examples / classes < fewPerIntent;
  const common = few
    ? ({ batch: 8, learningRate: 1e-3, hiddenDropout: 0 } as const)
    : ({ batch: 32, learningRate: 2e-3, hiddenDropout: 0.3 } as const);
  const together = ensemble ?? (few ? ensembleOfFew : 1);
  const { featureDropout, passes } = !few && together > 1 ? dropoutOfMembers : usualDropout;
  return {
    ensemble: together,
    names: few ? namesOfFew : 1,
    networkOf: (count, seed, dense) => ({
      ...common,
      shape: { features, classes, hidden, activation: few ? 'none' : 'relu' },
      steps: epochs ? Math.ceil((count * epochs) / common.batch) : passes * chooseSteps(count, common.batch, few),
      featureDropout,
      dense,
      seed,
    }),
  };
}

function chooseSteps(examples: number, batch: number, few: boolean): number {
  const perEpoch = examples / batch;
  if (few) {
    const enough = Math.min(fewestSteps, Math.max(fewestOfFew, 100 * perEpoch));
    return Math.ceil(Math.min(mostSteps, Math.max(enough, 40 * perEpoch)));
  }
  // 12 passes are enough for much data; little data is worth 14.
  const passes = 12 * Math.min(1, Math.sqrt(manyExamples / examples));
  return Math.ceil(Math.max(passes * perEpoch, Math.min(2_300, 14 * perEpoch), fewestSteps));
}
