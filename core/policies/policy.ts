import type { z } from 'zod';
import type { Domain } from '../domain/domain.js';
import type { ModelFiles } from '../nlu/component.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import type { TrainingData } from '../training-data/training-data.js';

/** A policy's view of what comes next. */
export interface PolicyPrediction {
  readonly policy: string;
  /** The action, or `null` when the policy has no opinion. */
  readonly action: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly priority: number;
  /** Scores by action where the policy has more than one candidate, for the HTTP API. */
  readonly scores?: ReadonlyMap<string, number>;
  /** Set when the prediction is for an action that follows another, not a user message. */
  readonly noUserPrediction?: boolean;
  /** The prediction rests on the text of the message, not on its intent. */
  readonly endToEnd?: boolean;
  /** Other policies should not see this turn (only rules know it). */
  readonly hideRuleTurn?: boolean;
  /** Applied whatever policy wins. */
  readonly events?: readonly Event[];
  /** For the action to read, and kept with its event. */
  readonly actionMetadata?: Readonly<Record<string, unknown>>;
  /** Applied only when this policy wins. */
  readonly optionalEvents?: readonly Event[];
}

/** What a policy is trained with. */
export interface PolicyTrainContext {
  readonly domain: Domain;
  readonly data: TrainingData;
  readonly seed: number;
  /** The factor for `walkAugmented`; default 50, Rasa's. */
  readonly augmentation?: number;
  readonly signal: AbortSignal;
  progress(share: number, note?: string): void;
  /** Reports a figure on what was trained; the model keeps it. */
  report?(metric: string, value: number): void;
}

/** Decides what the bot does next. The ensemble takes the surest; priority breaks ties. */
export interface Policy<Config = unknown, State = unknown> {
  readonly name: string;
  /** Higher wins when confidences are equal; Rasa's: rules 6, memoization 3, learned 1. */
  readonly priority: number;
  /**
   * As trained, its predictions are never about text, never come without a message and carry no events: once a policy of higher
   * priority is certain it cannot change anything, and is not asked.
   */
  plain?(state: State): boolean;
  /** A policy of Rasa in whose place it runs, with those of its settings that mean the same. */
  readonly standsFor?: { readonly name: string; readonly settings: readonly string[] };
  readonly config: z.ZodType<Config>;
  train(config: Config, context: PolicyTrainContext): Promise<State> | State;
  predict(tracker: Tracker, domain: Domain, state: State, config: Config): PolicyPrediction;
  save(state: State): ModelFiles;
  load(files: ModelFiles, config: Config): State;
}

/** Declares a policy; the types of its config and state follow from the definition. */
export function definePolicy<Config, State>(policy: Policy<Config, State>): Policy {
  return policy as unknown as Policy;
}
