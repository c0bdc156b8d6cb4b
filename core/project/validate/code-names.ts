import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The names that a bot's own code writes out. */
export interface CodeNames {
  /** Whether the code names it, in full or by how it begins, as `utter_info_${topic}`. */
  has(name: string): boolean;
}

/** Code of no use here: libraries, environments, trained models. */
const skipped = /^(node_modules|\.|models$|dist$|venv$|env$|__pycache__$|site-packages$)/;
const source = /\.(ts|js|mjs|cjs|py)$/;
/** The beginning of a name, with what follows it in code; a bound keeps minified code from taking for ever. */
const beginning = /(?<![\p{L}\p{N}_/])([\p{L}_][\p{L}\p{N}_/]{0,200}_)(?:\$\{|\{|%s|["'`]\s*\+)/gu;
/** More code than a bot has; what lies beyond is not looked at. */
const mostFiles = 500;

/** Reads the code in these folders, TypeScript, JavaScript and Python. */
export async function readCodeNames(folders: readonly string[]): Promise<CodeNames> {
  const names = new Set<string>();
  const starts = new Set<string>();
  for (const file of (await Promise.all(folders.map(sourcesIn))).flat().slice(0, mostFiles)) {
    const text = await readFile(file, 'utf8');
    for (const [name] of text.matchAll(/[\p{L}_][\p{L}\p{N}_/]*/gu)) names.add(name);
    for (const [, start = ''] of text.matchAll(beginning)) starts.add(start);
  }
  return { has: (name) => names.has(name) || [...starts].some((start) => name.startsWith(start)) };
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter(({ name }) => !skipped.test(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return source.test(entry.name) ? [path] : [];
    });
  return (await Promise.all(found)).flat();
}
