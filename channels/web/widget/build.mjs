// Bundles the widget into files that lie beside each other:
//   widget.js          what a script tag loads, Socket.IO client and styles included
//   widget-voice.js    voice, loaded once a bot offers it
//   widget-files.js    files, loaded once a bot takes them
//   widget-worklet.js  the part of voice that runs on the browser's audio thread
//
//   node channels/web/widget/build.mjs [outfile of widget.js]
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = resolve(process.argv[2] ?? here('../../../dist/channels/web/widget.js'));
const beside = (name) => join(dirname(outfile), name);

/** Each file, with its budget in bytes, gzipped. */
const files = [
  { from: 'main.ts', to: outfile, format: 'iife', budget: 50_000 },
  { from: 'voice/main.ts', to: beside('widget-voice.js'), format: 'esm', budget: 20_000 },
  { from: 'files/main.ts', to: beside('widget-files.js'), format: 'esm', budget: 10_000 },
  { from: 'voice/worklet.ts', to: beside('widget-worklet.js'), format: 'esm', budget: 5_000 },
];

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

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

for (const { from, to, format, budget } of files) {
  await build({
    entryPoints: [here(from)],
    outfile: to,
    bundle: true,
    minify: true,
    format,
    platform: 'browser',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'linked',
    plugins: [cssAsText],
  });
  const code = await readFile(to);
  const size = gzipSync(code, { level: 9 }).length;
  console.log(`${relative(process.cwd(), to)}  ${kilobytes(code.length)}, ${kilobytes(size)} gzipped`);
  if (size <= budget) continue;
  console.error(
    `${relative(process.cwd(), to)} is ${kilobytes(size)} gzipped, over its budget of ${kilobytes(budget)}. ` +
      'Look for a new import that pulled in more than it gives (esbuild --analyze shows who).',
  );
  process.exitCode = 1;
}
