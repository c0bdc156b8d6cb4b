import type { NetworkShape } from './network.js';
import type { TrainingPlan } from './train-network.js';

/** Below so many examples per intent, a model without a bend in its hidden layer learns more. */
const fewPerIntent = 25;
/** Optimiser steps: fewer do not settle, more gain nothing. */
const fewestSteps = 1_000;
const mostSteps = 4_000;
const hiddenUnits = 128;

/** What the user may set of a plan. */
export interface PlanSettings {
  readonly hidden?: number | undefined;
  readonly epochs?: number | undefined;
}

/**
 * How to train on so many examples. The numbers were found on held-out parts of the training data of BANKING77 (whole,
 * and cut to 48 and 10 examples per intent); `test/bench/nlu.ts` prints what they give.
 */
export function planTraining(
  examples: number,
  classes: number,
  features: number,
  seed: number,
  settings: PlanSettings,
): TrainingPlan {
  const few = examples / classes < fewPerIntent;
  const shape: NetworkShape = {
    features,
    classes,
    hidden: settings.hidden ?? hiddenUnits,
    activation: few ? 'none' : 'relu',
  };
  const batch = few ? 8 : 32;
  return {
    shape,
    batch,
    steps: settings.epochs ? Math.ceil((examples * settings.epochs) / batch) : chooseSteps(examples, batch, few),
    learningRate: 2e-3,
    featureDropout: 0.5,
    hiddenDropout: few ? 0 : 0.3,
    seed,
  };
}

function chooseSteps(examples: number, batch: number, few: boolean): number {
  const perEpoch = examples / batch;
  if (few) return Math.ceil(Math.min(mostSteps, Math.max(fewestSteps, 40 * perEpoch)));
  // 12 passes are enough for much data; little data is worth 14.
  return Math.ceil(Math.max(12 * perEpoch, Math.min(2_300, 14 * perEpoch), fewestSteps));
}
