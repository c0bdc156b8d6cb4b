import type { ParseResult } from './parse-result.js';

/** An answer of a retrieval intent, such as `faq/ask_hours`, and how sure it is. */
interface RankedAnswer {
  readonly key: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What a response selector says of a message, as Rasa 3.x writes it into `response_selector` of a parse result. */
export interface SelectorEntry {
  readonly response: {
    readonly intent_response_key: string;
    readonly utter_action: string;
    readonly confidence: number;
  };
  readonly ranking: readonly { readonly intent_response_key: string; readonly confidence: number }[];
}

/**
 * The response that a selector chose for `utter_faq`, such as `utter_faq/ask_hours`: of the selector of that retrieval
 * intent, or of the one for all of them; `undefined` when there was none.
 */
export function selectedResponse(
  action: string,
  { response_selector: selectors }: Pick<ParseResult, 'response_selector'>,
): string | undefined {
  const intent = action.replace(/^utter_/, '');
  const own = selectors?.[intent] as Partial<SelectorEntry> | undefined;
  const { response, ranking = [] } = own ?? ((selectors?.default ?? {}) as Partial<SelectorEntry>);
  const key = response?.intent_response_key;
  const isOther = !own && key !== undefined && !key.startsWith(`${intent}/`);
  // The selector for all retrieval intents may think of another one than the classifier.
  const fitting = isOther ? ranking.find((one) => one.intent_response_key.startsWith(`${intent}/`)) : undefined;
  if (fitting) return `utter_${fitting.intent_response_key}`;
  return response?.utter_action ?? (key ? `utter_${key}` : undefined);
}

/** The entry for answers ranked with the surest first; at least one. */
export function selectorEntry(ranking: readonly RankedAnswer[]): SelectorEntry {
  const { key, confidence } = ranking[0] ?? { key: '', confidence: 0 };
  return {
    response: { intent_response_key: key, utter_action: `utter_${key}`, confidence },
    ranking: ranking.map((one) => ({ intent_response_key: one.key, confidence: one.confidence })),
  };
}
