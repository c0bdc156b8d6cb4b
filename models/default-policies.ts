import type { PipelineEntry } from '../core/index.js';

/**
 * The policies of a bot whose config.yml names none: the counterparts of those that Rasa 3.6 chooses then
 * (`rasa/engine/recipes/config_files/default_config.yml`).
 */
export const defaultPolicies: readonly PipelineEntry[] = [
  { name: 'MemoizationPolicy' },
  { name: 'RulePolicy' },
  { name: 'UnlikelyIntentPolicy', max_history: 5 },
  { name: 'LearnedPolicy', max_history: 5 },
];
