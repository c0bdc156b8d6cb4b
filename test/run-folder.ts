import type { TestProject } from 'vitest/node';
import { temporaryFolder } from './kit/database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what several files of this run use, such as databases and bundles. */
    readonly runFolder: string;
  }
}

/** Test processes are ended from outside, so what they leave on the disk is removed after the last. */
export default function setup({ provide }: TestProject): () => void {
  const { folder, remove } = temporaryFolder('tests');
  provide('runFolder', folder);
  return remove;
}
