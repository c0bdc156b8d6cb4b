import type { Place } from '../place.js';
import type { NluData, NluExample, Rule, Story } from './training-data.js';

/** What one file gives to learn from. */
export interface DataPart {
  /** IETF tag of the file's language, where it is not the bot's own. */
  readonly language?: string | undefined;
  readonly nlu: NluPart;
  readonly stories: readonly Story[];
  readonly rules: readonly Rule[];
}

/** The NLU's part of a file, collected while reading. */
export interface NluPart {
  readonly examples: NluExample[];
  readonly synonyms: Synonym[];
  readonly regexes: NluData['regexes'][number][];
  readonly lookups: NluData['lookups'][number][];
  /** Lookup tables whose values are in a text file of their own, one in a line. */
  readonly lookupFiles: { readonly name: string; readonly path: string; readonly place: Place }[];
}

/** A spelling and what it stands for. */
export interface Synonym {
  readonly spelling: string;
  readonly value: string;
  readonly place: Place;
}
