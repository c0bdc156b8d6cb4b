import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that Parley itself is installed in; the same whether it runs from its sources or built. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The version of Parley that is running, such as `0.1.0`. */
export const parleyVersion: string = readVersion(join(packageRoot, 'package.json'));

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

function readVersion(path: string): string {
  const description: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
  return description.version;
}
