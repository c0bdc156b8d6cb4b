import { z } from 'zod';
import type { Tracker } from '../tracker/tracker.js';
import { loadMemory, type Memory, memorize } from './memory.js';
import { definePolicy, type PolicyPrediction } from './policy.js';

const memoizationConfig = z.strictObject({
  priority: z.number().int().default(3),
  /** States that are compared; `null`: all. */
  max_history: z.number().int().positive().nullable().default(5),
  use_nlu_confidence_as_score: z.boolean().default(false),
  /** Rasa's; histories are hashed here in any case. */
  enable_feature_string_compression: z.boolean().default(true),
});

type MemoizationConfig = z.output<typeof memoizationConfig>;

/** Does what the stories do, where one of them has gone the same way (Rasa 3.x: `MemoizationPolicy`). */
export const memoizationPolicy = defineMemoization('MemoizationPolicy', (tracker, memory, limit) =>
  memory.recall(tracker.storyStates(limit, memory.hidden)),
);

/**
 * The same, and where no story has gone this way it forgets, little by little, what lies longest back until one fits
 * (Rasa 3.x: `AugmentedMemoizationPolicy`).
 */
export const augmentedMemoizationPolicy = defineMemoization('AugmentedMemoizationPolicy', (tracker, memory, limit) => {
  const known = memory.recall(tracker.storyStates(limit, memory.hidden));
  if (known !== undefined) return known;
  for (const states of tracker.forgetting(limit, memory.hidden)) {
    const recalled = memory.recall(states);
    if (recalled !== undefined) return recalled;
  }
  return undefined;
});

type Recall = (tracker: Tracker, memory: Memory, limit: number) => string | undefined;

function defineMemoization(name: string, recall: Recall) {
  return definePolicy<MemoizationConfig, Memory>({
    name,
    priority: 3,
    plain: () => true,
    config: memoizationConfig,
    train: (config, { data, domain, signal }) => memorize(data, domain, limitOf(config), signal),
    predict: (tracker, _domain, memory, config): PolicyPrediction => {
      const action = recall(tracker, memory, limitOf(config)) ?? null;
      const certainty = config.use_nlu_confidence_as_score ? tracker.latestMessage.intent.confidence : 1;
      return { policy: name, priority: config.priority, action, confidence: action === null ? 0 : certainty };
    },
    save: (memory) => memory.save(),
    load: (files) => loadMemory(files),
  });
}

const limitOf = (config: MemoizationConfig): number => config.max_history ?? Number.POSITIVE_INFINITY;
