import type { NluExample } from '../training-data/training-data.js';
import { type Message, newMessage } from './message.js';
import type { EntityMention } from './parse-result.js';

/** What is noted of a training message: what components write, and what its example says. */
export const watchedFields = [
  ...(['language', 'tokens', 'features', 'intent', 'entities', 'response_selector'] as const),
  ...(['gold.intent', 'gold.entities'] as const),
] as const;
export type WatchedField = (typeof watchedFields)[number];

/** Sets of fields, as bits: what was read and what was written since they were last cleared. */
export interface FieldWatch {
  read: number;
  written: number;
}

/** The bit of a field. */
export const bitOf = (field: WatchedField): number => 1 << watchedFields.indexOf(field);

/** The bits of fields; names that are none have none. */
export const bitsOf = (fields: readonly string[]): number =>
  watchedFields.reduce((bits, field) => (fields.includes(field) ? bits | bitOf(field) : bits), 0);

/** The fields of some bits. */
export const fieldsOf = (bits: number): WatchedField[] => watchedFields.filter((field) => (bits & bitOf(field)) !== 0);

/**
 * An example as a message that notes in `watch` what is read of it. So a component need not declare what it learns from,
 * and is trained again when, and only when, something of that has changed.
 */
export const watchedMessage = (example: NluExample, language: string, watch: FieldWatch): Message =>
  new WatchedMessage(example, language, watch) as Message;

const bits = Object.fromEntries(watchedFields.map((field) => [field, bitOf(field)])) as Record<WatchedField, number>;

class WatchedMessage {
  readonly text: string;
  readonly gold: WatchedGold;
  readonly #watch: FieldWatch;
  readonly #plain: Message;

  constructor(example: NluExample, language: string, watch: FieldWatch) {
    this.text = example.text;
    this.gold = new WatchedGold(example, watch);
    this.#watch = watch;
    this.#plain = newMessage(example.text, { language: example.language ?? language });
  }

  get language(): string | undefined {
    this.#watch.read |= bits.language;
    return this.#plain.language;
  }
  set language(value: string) {
    this.#watch.written |= bits.language;
    this.#plain.language = value;
  }
  get languages(): Message['languages'] {
    this.#watch.read |= bits.language;
    return this.#plain.languages;
  }
  set languages(value: NonNullable<Message['languages']>) {
    this.#watch.written |= bits.language;
    this.#plain.languages = value;
  }
  get tokens(): Message['tokens'] {
    this.#watch.read |= bits.tokens;
    return this.#plain.tokens;
  }
  set tokens(value: Message['tokens']) {
    this.#watch.written |= bits.tokens;
    this.#plain.tokens = value;
  }
  get features(): Message['features'] {
    this.#watch.read |= bits.features;
    return this.#plain.features;
  }
  set features(value: Message['features']) {
    this.#watch.written |= bits.features;
    this.#plain.features = value;
  }
  get intent(): Message['intent'] {
    this.#watch.read |= bits.intent;
    return this.#plain.intent;
  }
  set intent(value: Message['intent']) {
    this.#watch.written |= bits.intent;
    this.#plain.intent = value;
  }
  get ranking(): Message['ranking'] {
    this.#watch.read |= bits.intent;
    return this.#plain.ranking;
  }
  set ranking(value: Message['ranking']) {
    this.#watch.written |= bits.intent;
    this.#plain.ranking = value;
  }
  get entities(): Message['entities'] {
    this.#watch.read |= bits.entities;
    return this.#plain.entities;
  }
  set entities(value: Message['entities']) {
    this.#watch.written |= bits.entities;
    this.#plain.entities = value;
  }
  get responseSelector(): Message['responseSelector'] {
    this.#watch.read |= bits.response_selector;
    return this.#plain.responseSelector;
  }
  set responseSelector(value: NonNullable<Message['responseSelector']>) {
    this.#watch.written |= bits.response_selector;
    this.#plain.responseSelector = value;
  }
}

class WatchedGold {
  readonly #watch: FieldWatch;
  readonly #example: NluExample;

  constructor(example: NluExample, watch: FieldWatch) {
    this.#watch = watch;
    this.#example = example;
  }

  get intent(): string {
    this.#watch.read |= bits['gold.intent'];
    return this.#example.intent;
  }
  get entities(): readonly EntityMention[] {
    this.#watch.read |= bits['gold.entities'];
    return this.#example.entities;
  }
}
