import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  build,
  type OnLoadResult,
  type OnResolveArgs,
  type OnResolveResult,
  type Plugin,
  type PluginBuild,
  stop,
} from 'esbuild';
import { keepBundle } from './kept-bundle.js';
import { packageRoot } from './package-root.js';

/**
 * Makes one JavaScript module of a bot's TypeScript, which Node.js 20 cannot read, and returns its address. One module
 * also loads several times faster than through a loader that translates file by file.
 *
 * @throws Error of esbuild, with file, line and what is wrong there
 */
export async function bundleBot(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    conditions: ['node', 'import'],
    logLevel: 'silent',
    plugins: [ownFiles],
  });
  // The bundler's process has done its work; it would hold on to its memory.
  await stop();
  const { inputs, outputs } = result.metafile;
  const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const packages = [...new Set(imported.filter((path) => path.startsWith('file:')))];
  return keepBundle(entry, result.outputFiles[0]?.contents ?? new Uint8Array(), Object.keys(inputs), packages);
}

/** Takes the bot's own files into the module; packages stay outside, `parley` as the one that is running. */
const ownFiles: Plugin = {
  name: 'own-files',
  setup(bundle) {
    bundle.onResolve({ filter: /^[^./]/ }, (args) => resolvePackage(bundle, args));
    bundle.onLoad({ filter: /\.[jt]s$/ }, loadOwn);
  },
};

async function resolvePackage(bundle: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult | undefined> {
  const { path, kind, resolveDir, pluginData } = args;
  if (pluginData === 'resolving' || kind === 'entry-point') return undefined;
  if (path.startsWith('file:')) return { path: fileURLToPath(path) };
  if (isBuiltin(path)) return { path, external: true };
  if (path === 'parley' || path.startsWith('parley/')) return { path: import.meta.resolve(path), external: true };
  // What Parley depends on (zod, typeorm …) serves a bot that has no copy of its own.
  for (const folder of [resolveDir, packageRoot]) {
    const found = await bundle.resolve(path, { kind, resolveDir: folder, pluginData: 'resolving' });
    if (found.errors.length === 0) return { path: pathToFileURL(found.path).href, external: true };
  }
  return undefined;
}

/** In one module all files would have one address, so each is told its own. */
async function loadOwn({ path }: { readonly path: string }): Promise<OnLoadResult> {
  const source = await readFile(path, 'utf8');
  const contents = source
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.filename', JSON.stringify(path))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
  return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
}
