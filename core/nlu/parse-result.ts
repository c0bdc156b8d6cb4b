/** An intent and how sure the classifier is of it, 0 to 1. */
export interface IntentScore {
  readonly name: string | null;
  readonly confidence: number;
}

/** A mention found in a message; `start` and `end` are UTF-16 offsets into the text, `end` exclusive. */
export interface EntityMention {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  /** The words themselves; extractors of dates and amounts hand them on beside the value. */
  readonly text?: string;
  readonly role?: string;
  readonly group?: string;
  /** 0 to 1. */
  readonly confidence_entity?: number;
  /** 0 to 1; what Duckling's results have in the place of `confidence_entity`. */
  readonly confidence?: number;
  readonly extractor?: string;
  readonly processors?: readonly string[];
  readonly additional_info?: unknown;
}

/** A language and how sure it is, 0 to 1. */
export interface LanguageScore {
  /** IETF tag. */
  readonly name: string;
  readonly confidence: number;
}

/** What the NLU understood of one message, in Rasa's JSON form. */
export interface ParseResult {
  readonly text: string;
  readonly intent: IntentScore;
  readonly entities: readonly EntityMention[];
  readonly intent_ranking: readonly IntentScore[];
  readonly response_selector?: Readonly<Record<string, unknown>>;
  /** The language that a bot of several languages read the message in. */
  readonly language?: LanguageScore;
  readonly text_tokens?: readonly (readonly [number, number])[];
  readonly message_id?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}
