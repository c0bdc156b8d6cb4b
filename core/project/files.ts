import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';

/** A folder with a bot or a pack, and where in it to look when that is not Rasa's usual layout. */
export interface ProjectFolder {
  readonly folder: string;
  /** Files or folders, relative to the folder; default `domain.yml` and `domain/`. */
  readonly domain?: readonly string[];
  /** Files or folders; default `data/`. */
  readonly data?: readonly string[];
  /** A file; default `config.yml`. */
  readonly config?: string;
}

/**
 * The YAML files of a folder's domain and training data, each once, in a fixed order. Paths that were asked for and are
 * not there come back in `missing`; a default that is not there does not matter.
 */
export async function findFiles(project: ProjectFolder): Promise<{ files: string[]; missing: string[] }> {
  const asked = [...(project.domain ?? []), ...(project.data ?? [])];
  const defaults = [
    ...(project.domain ? [] : ['domain.yml', 'domain.yaml', 'domain']),
    ...(project.data ? [] : ['data']),
  ];
  const missing: string[] = [];
  const files = new Set<string>();
  for (const path of [...asked, ...defaults]) {
    const found = await yamlFilesUnder(resolve(project.folder, path));
    if (!found && asked.includes(path)) missing.push(displayPath(resolve(project.folder, path)));
    for (const file of found ?? []) files.add(displayPath(file));
  }
  return { files: [...files], missing };
}

/** The config file of a folder, when it is there. */
export async function findConfig({ folder, config }: ProjectFolder): Promise<string | undefined> {
  for (const name of config === undefined ? ['config.yml', 'config.yaml'] : [config]) {
    const path = resolve(folder, name);
    if (await isThere(path)) return displayPath(path);
  }
  return undefined;
}

/** A path as people write it: relative to where they are, unless it lies elsewhere. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The YAML files at or below a path, hidden ones left out; `undefined` when there is nothing at the path. */
export async function yamlFilesUnder(path: string): Promise<string[] | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info) return undefined;
  if (!info.isDirectory()) return [path];
  const found: string[] = [];
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const child = join(path, entry.name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await stat(child)).isDirectory());
    if (isFolder) found.push(...((await yamlFilesUnder(child)) ?? []));
    else if (/\.ya?ml$/i.test(entry.name)) found.push(child);
  }
  return found;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
