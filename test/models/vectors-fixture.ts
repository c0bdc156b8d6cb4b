import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Words that mean the same lie together; the most frequent come first. */
const vectors: readonly (readonly [string, readonly number[]])[] = [
  ['the', [0.1, 0.1, 0.1, 0.1]],
  ['hello', [1, 0.9, 0, 0]],
  ['price', [0, 0, 1, 0.9]],
  ['New_York', [0.5, 0, 0.5, 0]],
  ['howdy', [0.9, 1, 0, 0.1]],
  ['"cost"', [1, 1, 1, 1]],
  ['Cost', [0.1, 0, 0.9, 1]],
  ['hi', [1, 1, 0, 0]],
  ['fee', [0, 0.1, 1, 1]],
];

const lines = vectors.map(([word, numbers]) => `${word} ${numbers.join(' ')}\n`).join('');

/** The same vectors in each form that they may come in, by file name. */
export const files: Readonly<Record<string, string | Buffer>> = {
  'glove.txt': lines,
  'fasttext.vec': `${vectors.length} 4\n${lines}`,
  'fasttext.vec.gz': gzipSync(`${vectors.length} 4\n${lines}`),
  'word2vec.bin': Buffer.concat([
    Buffer.from(`${vectors.length} 4\n`),
    ...vectors.map(([word, numbers]) =>
      Buffer.concat([Buffer.from(`${word} `), Buffer.from(Float32Array.from(numbers).buffer), Buffer.from('\n')]),
    ),
  ]),
  'node_modules/some-embeddings/package.json': '{"main": "./vectors.json"}',
  'node_modules/some-embeddings/vectors.json': JSON.stringify({
    precision: 8,
    dimensions: 4,
    words: vectors.map(([word]) => word),
    // winkNLP adds the length and the number of the word.
    vectors: Object.fromEntries(vectors.map(([word, numbers], at) => [word, [...numbers, 1, at]])),
    unkVector: [0, 0, 0, 0],
  }),
};

/** A folder of a bot with files, gone when the test is over. */
export function botWith(contents: Readonly<Record<string, string | Buffer>>) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-vectors-'));
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
