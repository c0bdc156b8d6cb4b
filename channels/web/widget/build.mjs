// Bundles the widget, Socket.IO client and styles included, into one file that a single script tag loads.
//   node channels/web/widget/build.mjs [outfile]
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const BUDGET = 50_000; // bytes, gzipped
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = resolve(process.argv[2] ?? here('../../../dist/channels/web/widget.js'));

/** Style sheets become minified strings, because a shadow root takes its styles as text. */
const cssAsText = {
  name: 'css-as-text',
  setup(pipeline) {
    pipeline.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
};

await build({
  entryPoints: [here('main.ts')],
  outfile,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: 'linked',
  plugins: [cssAsText],
});

const code = await readFile(outfile);
const size = gzipSync(code, { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`${relative(process.cwd(), outfile)}  ${kilobytes(code.length)}, ${kilobytes(size)} gzipped`);
if (size > BUDGET) {
  console.error(
    `The web widget is ${kilobytes(size)} gzipped, over its budget of ${kilobytes(BUDGET)}. ` +
      'Look for a new import that pulled in more than it gives (esbuild --analyze shows who).',
  );
  process.exitCode = 1;
}
