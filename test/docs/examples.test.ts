import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initBot } from '../../core/cli/commands/init.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache');

/** Examples begin with a comment that names their file. */
const example = /^```(?:ts|yaml)\n(?:\/\/|#) (\S+)\n[\s\S]*?^```/gm;

/** Compiling, training and testing in processes of their own takes a while on a busy machine, in ms. */
const patience = { timeout: 180_000 };

let bot: string;

/** Writes the examples of pages into the bot, over those that are there. */
async function follow(...pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    const text = await readFile(join(root, 'docs', page), 'utf8');
    for (const [block, file = ''] of text.matchAll(example)) {
      await mkdir(dirname(join(bot, file)), { recursive: true });
      await writeFile(join(bot, file), block.split('\n').slice(1, -1).join('\n'));
    }
  }
}

async function compile(): Promise<void> {
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: true, rootDir: root },
    include: [join(bot, '**/*.ts')],
    exclude: [],
  };
  await writeFile(join(bot, 'tsconfig.json'), JSON.stringify(tsconfig));
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', bot]);
}

const test = async () => (await run(process.execPath, [join(root, 'dist/bundle/parley.js'), 'test', bot])).stdout;

beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  bot = await mkdtemp(join(cache, 'docs-'));
  await initBot(bot);
});

afterAll(() => rm(bot, { recursive: true, force: true }));

it('builds the pack of the guide, whose tests pass', patience, async () => {
  await follow('writing-a-pack.md', 'testing-a-pack.md');
  await compile();
  expect(await test()).toContain('5 passed, 0 failed');
});

it('adds the plugin, channel, component and policy of the guide', patience, async () => {
  await follow('writing-a-pack.md', 'testing-a-pack.md', 'writing-a-plugin.md');
  await compile();
  expect(await test()).toContain('6 passed, 0 failed');
});
