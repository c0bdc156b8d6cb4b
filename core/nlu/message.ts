import type { EntityMention, IntentScore, LanguageScore } from './parse-result.js';

/** A token of a message; `start` and `end` are UTF-16 offsets into the text, `end` exclusive. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Non-zero features: strictly rising `indices` and their `values`, of equal length. */
export interface SparseVector {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Features of a whole message, by the name of the component that made them. */
export interface Features {
  readonly sparse?: SparseVector;
  readonly dense?: Float32Array;
  /** One more than the largest index that can occur. */
  readonly size: number;
  /** In training: the sparse features of the name of the example's intent, read as if it were a message. */
  readonly intentName?: SparseVector;
}

/** A message on its way through the pipeline; components fill it in. */
export interface Message {
  readonly text: string;
  /** IETF tag of the message's language, when known; before detection, the one that the conversation is in. */
  language?: string;
  /** What language detection found, the surest first. */
  languages?: readonly LanguageScore[];
  /** The text as features are made of it, where misspelt words were read as what they were meant to be. */
  respelled?: string;
  /** When the message was sent, for words such as "tomorrow". */
  readonly sentAt?: Date;
  /** IANA zone of the person, such as `Europe/Berlin`. */
  readonly timeZone?: string;
  tokens: readonly Token[];
  features: Map<string, Features>;
  intent: IntentScore;
  ranking: readonly IntentScore[];
  entities: EntityMention[];
  responseSelector?: Record<string, unknown>;
  /** In training: what the example says. */
  readonly gold?: { readonly intent: string; readonly entities: readonly EntityMention[] };
}

/** What is known of a message before anything has read it. */
type MessageContext = Pick<Message, 'language' | 'sentAt' | 'timeZone'>;

/** A message as it enters the pipeline. */
export function newMessage(text: string, context: MessageContext = {}): Message {
  return {
    text,
    ...context,
    tokens: [],
    features: new Map(),
    intent: { name: null, confidence: 0 },
    ranking: [],
    entities: [],
  };
}
