import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/slow-first.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const conformance = 'test/conformance/**/*.test.ts';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^parley$/, replacement: here('core/index.ts') },
      { find: /^parley\/actions$/, replacement: here('actions/index.ts') },
      { find: /^parley\/models$/, replacement: here('models/index.ts') },
      { find: /^parley\/channels\/(.*)$/, replacement: here('channels/$1/index.ts') },
      { find: /^parley\/test$/, replacement: here('test/kit/index.ts') },
    ],
  },
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    globalSetup: here('test/run-folder.ts'),
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [conformance] } },
      // Hundreds of small cases keep nothing in modules, so their files share what they import.
      { extends: true, test: { name: 'conformance', include: [conformance], isolate: false } },
    ],
    // A slow machine is no failure: what is awaited may take its time, as the test itself may.
    expect: { poll: { timeout: 30_000 } },
    // Colours follow the terminal, and CI servers ask for them too; what tests read has none.
    env: {
      NO_COLOR: '1',
      PARLEY_DATABASE_TEMPLATE: here('node_modules/.cache/parley/database'),
      PARLEY_DATABASE_FSYNC: 'off',
    },
  },
});
