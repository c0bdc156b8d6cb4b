import type { EntityMention } from '../nlu/parse-result.js';
import type { Place } from '../place.js';

/** Everything a bot learns from, merged from all its files. */
export interface TrainingData {
  readonly nlu: NluData;
  /** The same in the bot's further languages, by IETF tag. */
  readonly otherNlu?: ReadonlyMap<string, NluData>;
  readonly stories: readonly Story[];
  readonly rules: readonly Rule[];
}

/** The NLU's part of the training data. */
export interface NluData {
  readonly examples: readonly NluExample[];
  /** Spelling (lower case) to canonical value. */
  readonly synonyms: ReadonlyMap<string, string>;
  readonly regexes: readonly { readonly name: string; readonly pattern: string; readonly place: Place }[];
  readonly lookups: readonly { readonly name: string; readonly values: readonly string[]; readonly place: Place }[];
}

/** A message as a person might write it, with what it means. */
export interface NluExample {
  readonly text: string;
  /** `faq/ask_hours` for a retrieval intent. */
  readonly intent: string;
  readonly entities: readonly EntityMention[];
  readonly metadata?: unknown;
  /** IETF tag, where it is not the bot's own language. */
  readonly language?: string;
  readonly place: Place;
}

/** An example conversation. */
export interface Story {
  readonly name: string;
  readonly steps: readonly StoryStep[];
  readonly metadata?: unknown;
  readonly place: Place;
}

/** A short piece of conversation that always goes the same way. */
export interface Rule {
  readonly name: string;
  readonly conditions: readonly StoryStep[];
  readonly steps: readonly StoryStep[];
  readonly conversationStart: boolean;
  readonly waitForUserInput: boolean;
  readonly metadata?: unknown;
  readonly place: Place;
}

/** An entity as a story names it; without a value any will do, with `null` it fills no slot. */
export interface StoryEntity {
  readonly entity: string;
  readonly value?: unknown;
  readonly role?: string;
  readonly group?: string;
  /** UTF-16 offsets into the step's text, where it has one; `end` exclusive. */
  readonly start?: number;
  readonly end?: number;
}

/** One step of a story or rule. */
export type StoryStep =
  | {
      readonly type: 'user';
      readonly intent?: string;
      readonly text?: string;
      readonly entities: readonly StoryEntity[];
      readonly place: Place;
    }
  | { readonly type: 'action'; readonly name: string; readonly place: Place }
  | { readonly type: 'bot'; readonly text: string; readonly place: Place }
  | { readonly type: 'slot'; readonly name: string; readonly value: SlotStepValue; readonly place: Place }
  | { readonly type: 'active_loop'; readonly name: string | null; readonly place: Place }
  | {
      readonly type: 'checkpoint';
      readonly name: string;
      readonly slots: readonly SlotCondition[];
      readonly place: Place;
    }
  | { readonly type: 'or'; readonly alternatives: readonly StoryStep[]; readonly place: Place };

/** A slot that must have been set for a checkpoint to be passed. */
export interface SlotCondition {
  readonly name: string;
  readonly value: SlotStepValue;
}

/** `- slot_was_set: [- city]` says only that the slot is set; `- city: Paris` says to what. */
export type SlotStepValue = { readonly kind: 'any' } | { readonly kind: 'value'; readonly value: unknown };
