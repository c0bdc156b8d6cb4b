import type { EntityMention } from '../../nlu/parse-result.js';
import type { PolicyPrediction } from '../../policies/policy.js';
import type { StoryStep } from '../../training-data/training-data.js';
import type { StoryWay } from './test-story.js';

/** How one conversation went. */
export interface StoryOutcome {
  readonly way: StoryWay;
  /** All that was expected, with what was predicted instead where that differs. */
  readonly steps: readonly JudgedStep[];
  readonly actions: readonly JudgedAction[];
  readonly intents: readonly Judged<string | null>[];
  readonly entities: readonly JudgedEntities[];
  /** Something was predicted wrongly. */
  readonly failed: boolean;
  /** All was right, yet a policy took a message for unlikely (`action_unlikely_intent`). */
  readonly warned: boolean;
}

/** What was expected and what came. */
export interface Judged<Value> {
  readonly target: Value;
  readonly predicted: Value;
}

/** An action that was expected, and how it was predicted; in the form of Rasa's HTTP API. */
export interface JudgedAction {
  readonly action: string;
  readonly predicted: string;
  readonly policy: PolicyPrediction['policy'] | null;
  readonly confidence: number | null;
}

/** The entities of one message. */
export interface JudgedEntities {
  readonly text: string;
  readonly targets: readonly EntityMention[];
  readonly predicted: readonly EntityMention[];
}

/** A step of the story; `comment` says what was predicted where that is worth saying. */
export interface JudgedStep {
  readonly step: StoryStep;
  readonly comment: string | undefined;
}
