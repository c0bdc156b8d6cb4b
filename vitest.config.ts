import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A slow machine is no failure: what is awaited may take its time, as the test itself may.
    expect: { poll: { timeout: 30_000 } },
    env: { PARLEY_DATABASE_TEMPLATE: here('node_modules/.cache/parley/database') },
  },
});
