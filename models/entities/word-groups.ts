import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.js';
import { Fingerprints } from '../features/fingerprints.js';
import { englishTable } from '../vectors/english.js';
import type { VectorTable } from '../vectors/vector-table.js';
import { readWordKeys } from '../vectors/word-keys.js';

/** The groups of English words that Parley brings; `build/english-groups.ts` makes them. */
export const englishGroupsFile = join(packageRoot, 'models/entities/english-groups.bin');

/** How many groups there are, and how many wider ones. */
export const narrowGroups = 256;
export const wideGroups = 64;

/** The groups that a word is in; those that no table knows are in one of their own, for they are mostly names. */
export interface WordGroup {
  readonly narrow: number;
  readonly wide: number;
}

const stranger: WordGroup = { narrow: narrowGroups, wide: wideGroups };

// Reused by every word: reading one is synchronous.
const list = new Fingerprints();

/**
 * Groups of words that are used alike, such as names of weekdays: an entity's value that no example has is known by its
 * group (Miller, Guinness and Zamanian 2004, "Name Tagging with Word Clusters and Discriminative Training").
 */
export class WordGroups {
  /** SHA-256, in hex. */
  readonly hash: string;
  private readonly table: VectorTable;
  /** By row of the table: its narrow group. */
  private readonly narrow: Uint8Array;
  /** By narrow group: the wide one that it is part of. */
  private readonly wide: Uint8Array;

  /** @param bytes a narrow group for each word of the table, and behind them a wide one for each narrow one */
  constructor(bytes: Uint8Array, table: VectorTable) {
    const words = table.words.size;
    if (bytes.length !== words + narrowGroups) throw new Error('the groups of words are not those of the table');
    this.hash = createHash('sha256').update(bytes).digest('hex');
    this.table = table;
    this.narrow = bytes.subarray(0, words);
    this.wide = bytes.subarray(words);
  }

  /** The groups of a word in lower case; of one with signs in it, those of its first part. */
  find(word: string): WordGroup {
    readWordKeys(word, list);
    const row = list.length === 0 ? -1 : this.table.rowOf(list, 0);
    if (row < 0) return stranger;
    const narrow = this.narrow[row] as number;
    return { narrow, wide: this.wide[narrow] as number };
  }
}

let loaded: WordGroups | undefined;

/** The groups of English words, read when they are first asked for. */
export function englishGroups(): WordGroups {
  loaded ??= new WordGroups(readFileSync(englishGroupsFile), englishTable().table);
  return loaded;
}

/** The groups of a language's words; only those of English are there. */
export const groupsOf = (language: string): WordGroups | undefined =>
  /^en\b/i.test(language) ? englishGroups() : undefined;
