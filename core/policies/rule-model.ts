import { z } from 'zod';
import type { DialogueState } from '../tracker/state.js';
import type { RuleEntry } from './rule-entry.js';
import { indexRules, type RuleIndex } from './rule-index.js';

/** RulePolicy's settings, with Rasa's names and defaults. */
export const ruleConfig = z.strictObject({
  priority: z.number().int().default(6),
  /** The confidence of the fallback; a learned policy that is less sure does not win. */
  core_fallback_threshold: z.number().min(0).max(1).default(0.3),
  core_fallback_action_name: z.string().default('action_default_fallback'),
  enable_fallback_prediction: z.boolean().default(true),
  restrict_rules: z.boolean().default(true),
  check_for_contradictions: z.boolean().default(true),
  use_nlu_confidence_as_score: z.boolean().default(false),
});

/** RulePolicy's settings. */
export type RuleConfig = z.output<typeof ruleConfig>;

/** What training says about a moment within a loop, off its happy path. */
export interface UnhappyEntry {
  readonly states: readonly DialogueState[];
  /** `interrupted`: the loop goes on without reading the message; `other`: something else than the loop comes. */
  readonly kind: 'interrupted' | 'other';
}

/** What RulePolicy keeps in a file. */
export interface RuleModelData {
  readonly rules: readonly RuleEntry[];
  readonly unhappy: readonly UnhappyEntry[];
  /** Where a prediction comes from that no story knows. */
  readonly notInStories: readonly string[];
}

/** What RulePolicy has learned, ready to be asked. */
export interface RuleModel {
  readonly data: RuleModelData;
  readonly rules: RuleIndex<RuleEntry>;
  readonly unhappy: RuleIndex<UnhappyEntry>;
  readonly hidden: ReadonlySet<string>;
  /** States that a prediction looks back on. */
  readonly memory: number;
  sourceOf(entry: RuleEntry): string;
}

/** Makes a model ready to be asked. */
export function openRuleModel(data: RuleModelData): RuleModel {
  const rules = indexRules(data.rules);
  const unhappy = indexRules(data.unhappy);
  const numbers = new Map(data.rules.map((entry, index) => [entry, `rule ${index}`]));
  return {
    data,
    rules,
    unhappy,
    hidden: new Set(data.notInStories),
    memory: Math.max(rules.longest, unhappy.longest),
    sourceOf: (entry) => numbers.get(entry) ?? '',
  };
}
