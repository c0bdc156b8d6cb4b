import { FALLBACK_INTENT } from '../../actions/names.js';
import type { EntityMention, IntentScore, ParseResult } from '../../nlu/parse-result.js';
import type { NluExample } from '../../training-data/training-data.js';

/** An example, and what was understood of it. */
export interface JudgedExample {
  readonly example: NluExample;
  readonly result: ParseResult;
  /** Which part of a cross-validation held it out. */
  readonly fold?: number;
}

/** The intent that a classifier learns for `faq/ask_hours` is `faq`; which answer it is, a response selector learns. */
export const baseIntent = (intent: string): string => intent.split('/', 1)[0] ?? intent;

/** The best real intent: a fallback in front of it only says that the NLU was not sure. */
export const bestIntent = ({ intent, intent_ranking }: ParseResult): IntentScore =>
  intent_ranking.find(({ name }) => name !== FALLBACK_INTENT) ?? intent;

/** Whether the best real intent is the right one. */
export const isRankedRight = ({ example, result }: JudgedExample): boolean =>
  bestIntent(result).name === baseIntent(example.intent);

/** What a mention is called in reports: `city`, or `city (to)` with its role, its group or both. */
export function mentionLabel({ entity, role, group }: EntityMention): string {
  const parts = [role, group].filter((part) => part !== undefined);
  return parts.length === 0 ? entity : `${entity} (${parts.join(', ')})`;
}
