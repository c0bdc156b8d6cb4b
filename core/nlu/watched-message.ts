import type { NluExample } from '../training-data/training-data.js';
import type { MessageField } from './component.js';
import { type Message, newMessage } from './message.js';
import type { EntityMention } from './parse-result.js';

/** What is noted of a training message: what components write, and what its example says. */
export const watchedFields = [
  ...(['language', 'respelled', 'tokens', 'features', 'intent', 'ranking', 'entities', 'response_selector'] as const),
  ...(['gold.intent', 'gold.entities'] as const),
] as const;
export type WatchedField = (typeof watchedFields)[number];

/** As which field each property of a message is noted; what no component writes is noted as none. */
const fieldOf = {
  text: undefined,
  language: 'language',
  languages: 'language',
  respelled: 'respelled',
  sentAt: undefined,
  timeZone: undefined,
  tokens: 'tokens',
  features: 'features',
  intent: 'intent',
  ranking: 'ranking',
  entities: 'entities',
  responseSelector: 'response_selector',
  gold: undefined,
} as const satisfies Record<keyof Message, WatchedField | undefined>;

/** Sets of fields, as bits. */
export interface FieldWatch {
  /** What was read, and what was written, since they were last cleared. */
  read: number;
  written: number;
  /** What is not filled in; reading it is noted, too, and throws, so that nobody learns from it in vain. */
  stale: number;
}

/** The bits of fields; names that are none have none. */
export const bitsOf = (fields: readonly string[]): number =>
  watchedFields.reduce((bits, field, at) => (fields.includes(field) ? bits | (1 << at) : bits), 0);

/** The bits of what a component may fill in without saying so in `provides`, which has no words for it. */
export const bitsUntold = bitsOf(['respelled', 'language']);

/** The fields of some bits. */
export const fieldsOf = (bits: number): WatchedField[] => watchedFields.filter((_, at) => (bits & (1 << at)) !== 0);

/** The bits of what a component says that it provides: an intent comes with its ranking. */
export const bitsProvided = (fields: readonly MessageField[]): number =>
  bitsOf(fields.includes('intent') ? [...fields, 'ranking'] : fields);

/**
 * An example as a message that notes in `watch` what is read of it. So a component need not declare what it learns from,
 * and is trained again when, and only when, something of that has changed.
 */
export const watchedMessage = (example: NluExample, language: string, watch: FieldWatch): Message =>
  new WatchedMessage(example, language, watch) as unknown as Message;

class WatchedMessage {
  readonly text: string;
  readonly gold: WatchedGold;
  readonly #watch: FieldWatch;
  readonly #plain: Record<string, unknown>;

  constructor(example: NluExample, language: string, watch: FieldWatch) {
    this.text = example.text;
    this.gold = new WatchedGold(example, watch);
    this.#watch = watch;
    this.#plain = { ...newMessage(example.text, { language: example.language ?? language }) };
  }

  static {
    for (const [key, field] of Object.entries(fieldOf)) {
      if (field === undefined) continue;
      const bit = bitsOf([field]);
      Object.defineProperty(WatchedMessage.prototype, key, {
        enumerable: true,
        get(this: WatchedMessage) {
          this.#watch.read |= bit;
          if ((this.#watch.stale & bit) !== 0) throw new Error(`Nothing has filled in "${key}" yet.`);
          return this.#plain[key];
        },
        set(this: WatchedMessage, value: unknown) {
          this.#watch.written |= bit;
          this.#plain[key] = value;
        },
      });
    }
  }
}

const goldIntent = bitsOf(['gold.intent']);
const goldEntities = bitsOf(['gold.entities']);

class WatchedGold {
  readonly #watch: FieldWatch;
  readonly #example: NluExample;

  constructor(example: NluExample, watch: FieldWatch) {
    this.#watch = watch;
    this.#example = example;
  }

  get intent(): string {
    this.#watch.read |= goldIntent;
    return this.#example.intent;
  }
  get entities(): readonly EntityMention[] {
    this.#watch.read |= goldEntities;
    return this.#example.entities;
  }
}
