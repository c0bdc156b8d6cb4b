/**
 * Makes `dist/` of the sources, unless it is of these sources already: `npm install` has built what `npm start` and
 * `npm test` then run.
 *
 *   node core/build.mjs
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist', 'built.txt');
const made = ['parley.js', 'bundle/parley.js', 'channels/web/widget.js'].map((name) => join(root, 'dist', name));

const sources = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'parley.ts', 'presets.ts'],
  ...['core', 'models', 'actions', 'channels', 'plugins', 'test/kit', 'test/bench'],
];

const now = fingerprint();
if (!made.every((path) => existsSync(path)) || builtFrom() !== now) {
  rmSync(built, { force: true });
  await Promise.all([compile().then(() => import('./bundle.mjs')), import('../channels/web/widget/build.mjs')]);
  // Where a step was not content, the next build has to say so again.
  if (!process.exitCode) writeFileSync(built, now);
}

function builtFrom() {
  return existsSync(built) ? readFileSync(built, 'utf8') : undefined;
}

/** Identifies what is in the sources; when they were written says nothing, for Git writes them anew. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const path of sources.flatMap((name) => filesOf(name))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesOf(path) {
  const place = join(root, path);
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [path];
  const entries = readdirSync(place, { withFileTypes: true });
  return entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(inside);
      return ['.ts', '.mjs', '.json', '.css'].includes(extname(entry.name)) ? [inside] : [];
    });
}

/** Ends this process as the compiler did where it found something wrong, which it has said itself. */
async function compile() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const code = await new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
    running.once('error', reject);
    running.once('exit', resolve);
  });
  if (code !== 0) process.exit(code ?? 1);
}
