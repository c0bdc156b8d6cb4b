/**
 * Joins the modules that `tsc` has made into few files, `dist/bundle/`, which are what `parley` and its imports run from:
 * Node.js takes as long to find and read a thousand small modules as a bot has for its start. Packages stay outside.
 */
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const folder = join(dist, 'bundle');

const parts = ['core', 'actions', 'models', ...folders('channels').map((name) => `channels/${name}`), 'test/kit'];
const entryPoints = Object.fromEntries(parts.map((part) => [part.replaceAll('/', '-'), join(dist, part, 'index.js')]));

const { metafile } = await build({
  entryPoints: { parley: join(dist, 'parley.js'), ...entryPoints },
  outdir: folder,
  bundle: true,
  // One copy of each module, whichever of the files is imported first.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'own-address', setup: (bundle) => bundle.onLoad({ filter: /\.js$/ }, loadWithAddress) }],
});
chmodSync(join(folder, 'parley.js'), 0o755);
const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const file of readdirSync(folder)) if (!written.has(file)) rmSync(join(folder, file));

function folders(name) {
  return readdirSync(join(dist, name), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(dist, name, entry.name)).includes('index.js'))
    .map((entry) => entry.name);
}

/** Modules find their neighbours, such as programs of threads, by their own address, which is told them. */
function loadWithAddress({ path }) {
  const address = relative(folder, path).split(sep).join('/');
  // Where it stands in quotes, a module speaks of it and does not use it.
  const contents = readFileSync(path, 'utf8').replaceAll(
    /(?<!['"`])import\.meta\.url\b(?!['"`])/g,
    `new URL(${JSON.stringify(address)}, import.meta.url).href`,
  );
  return { contents, loader: 'js', resolveDir: dirname(path) };
}
