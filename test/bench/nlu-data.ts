import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityMention, NluData, NluExample } from '../../core/index.js';
import { readProject } from '../../core/project/project.js';

/** Examples of a data set: to learn from, and the part its makers set aside. */
export interface DataSet {
  readonly data: NluData;
  readonly test: readonly NluExample[];
}

const only = (examples: readonly NluExample[]): NluData => ({
  examples,
  synonyms: new Map(),
  regexes: [],
  lookups: [],
});

/** BANKING77 (Casanueva et al. 2020): `train.csv` and `test.csv` of text and category. */
export async function readBanking77(folder: string): Promise<DataSet> {
  const read = async (name: string): Promise<NluExample[]> => {
    const file = join(folder, name);
    const [, ...rows] = parseCsv(await readFile(file, 'utf8'));
    return rows.map(([text = '', intent = ''], at) => {
      return { text: text.trim(), intent, entities: [], place: { file, line: at + 2 } };
    });
  };
  return { data: only(await read('train.csv')), test: await read('test.csv') };
}

/** SNIPS (Coucke et al. 2018): `train_INTENT_full.json` and `validate_INTENT.json`. */
export async function readSnips(folder: string): Promise<DataSet> {
  const names = await readdir(folder);
  const read = async (pattern: RegExp): Promise<NluExample[]> => {
    const found = names.filter((name) => pattern.test(name)).sort();
    return (await Promise.all(found.map((name) => readSnipsFile(join(folder, name))))).flat();
  };
  return { data: only(await read(/^train_.*_full\.json$/)), test: await read(/^validate_/) };
}

/** The NLU data of a bot. */
export async function readBot(folder: string): Promise<DataSet> {
  const { data } = await readProject([{ folder }]);
  return { data: data.nlu, test: [] };
}

interface SnipsPiece {
  readonly text: string;
  readonly entity?: string;
}

async function readSnipsFile(file: string): Promise<NluExample[]> {
  // train_PlayMusic_full.json is not valid UTF-8.
  const text = await readFile(file, 'latin1');
  const content = JSON.parse(text) as Record<string, readonly { readonly data: readonly SnipsPiece[] }[]>;
  return Object.entries(content).flatMap(([intent, items]) =>
    items.map(({ data }, at) => ({ ...joinPieces(data), intent, place: { file, line: at + 1 } })),
  );
}

function joinPieces(pieces: readonly SnipsPiece[]): { text: string; entities: EntityMention[] } {
  let text = '';
  const entities: EntityMention[] = [];
  for (const piece of pieces) {
    const value = piece.text.replace(/\n/g, ' ');
    const start = text.length + value.length - value.trimStart().length;
    if (piece.entity) {
      entities.push({ entity: piece.entity, start, end: start + value.trim().length, value: value.trim() });
    }
    text += value;
  }
  return { text, entities };
}

/** Comma-separated values with quotes, as in RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^,\n]*)(,|\r?\n|$)/g)) {
    const [, field = '', end] = match;
    row.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field.replace(/\r$/, ''));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
