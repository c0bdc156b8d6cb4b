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

/** The entry for answers ranked with the surest first; at least one. */
export function selectorEntry(ranking: readonly RankedAnswer[]): SelectorEntry {
  const { key, confidence } = ranking[0] ?? { key: '', confidence: 0 };
  return {
    response: { intent_response_key: key, utter_action: `utter_${key}`, confidence },
    ranking: ranking.map((one) => ({ intent_response_key: one.key, confidence: one.confidence })),
  };
}
