import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.js';
import { VectorTable } from './vector-table.js';

/** The table of English words that Parley brings; `build/english.ts` makes it. */
export const englishFile = join(packageRoot, 'models/vectors/english.bin');

/** A table that trained models share instead of holding it. */
export interface SharedTable {
  readonly table: VectorTable;
  /** SHA-256, in hex. */
  readonly hash: string;
}

let loaded: SharedTable | undefined;

/** Reads the table when it is first asked for, in some milliseconds; it stays in memory once. */
export function englishTable(): SharedTable {
  if (loaded) return loaded;
  const bytes = readFileSync(englishFile);
  loaded = { table: VectorTable.load(bytes), hash: createHash('sha256').update(bytes).digest('hex') };
  return loaded;
}
