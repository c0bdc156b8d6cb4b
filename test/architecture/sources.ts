import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rooms = ['core', 'models', 'actions', 'channels', 'plugins', 'domains', 'test'];

/** A source file of the project, by its path from the top. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** One import of another file of the project, both by their paths from the top. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every TypeScript file that is written by hand. */
export function sources(): Source[] {
  const inRooms = rooms.flatMap((room) => filesUnder(join(root, room)));
  const atTop = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(root, entry.name));
  return [...inRooms, ...atTop]
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, 'utf8') }));
}

/** `import … from`, `export … from`, `import '…'`, `import('…')` and `declare module`, wherever they stand in a file. */
const statements =
  /(?:^|[\n;}])\s*(?:import|export)\b[^;'"`]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Imports of files of this project; packages from elsewhere are left out. */
export function importsOf({ path, text }: Source): Import[] {
  return [...text.matchAll(statements)].flatMap(([, fromClause, bare, dynamic]) => {
    const to = resolveImport(path, fromClause ?? bare ?? dynamic ?? '');
    return to === undefined ? [] : [{ from: path, to }];
  });
}

function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier === 'parley') return 'core/index.ts';
  if (specifier.startsWith('parley/'))
    return `${specifier.slice('parley/'.length).replace(/^test$/, 'test/kit')}/index.ts`;
  if (!specifier.startsWith('.')) return undefined;
  return relative(root, resolve(root, dirname(from), specifier)).replace(/\.js$/, '.ts');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(`${'.parley'}/`));
}
