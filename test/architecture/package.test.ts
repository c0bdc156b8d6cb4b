import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm publish` would put into the package, by path. */
function packed(): readonly string[] {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const said = execFileSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [{ files }] = JSON.parse(said) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
}

it('the package holds all that its users import and run, and no model that somebody trained', () => {
  const files = new Set(packed());
  const { exports, bin } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    exports: Record<string, { types: string; default: string }>;
    bin: Record<string, string>;
  };
  const named = [...Object.values(bin), ...Object.values(exports).flatMap((one) => [one.types, one.default])];
  const wanted = named.map((path) => path.replace(/^\.\//, '').replace('*', 'web'));
  const read = [
    'core/cli/template/domain.yml',
    'dist/channels/web/widget.js',
    'dist/models/intent/training-worker.js',
    'domains/tattoo-studio/pack.ts',
    'models/entities/english-groups.bin',
    'models/vectors/english.bin',
  ];
  expect([...wanted, ...read].filter((path) => !files.has(path))).toEqual([]);
  expect([...files].filter((path) => /\.tar$|^domains\/.*\/(models|results)\/|\/\.parley\//.test(path))).toEqual([]);
});
