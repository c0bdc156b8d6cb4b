import { z } from 'zod';
import { breather, type Component, defineComponent, type Message, type TrainContext } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { Fingerprints } from '../features/fingerprints.js';
import { Vocabulary } from '../features/vocabulary.js';
import { VectorCollector } from './collect-vectors.js';
import { type Columns, learnColumns, levelColumns, loadColumns, saveColumns } from './columns.js';
import { compactVectors } from './compact-vectors.js';
import { englishTable } from './english.js';
import { vectorsError } from './errors.js';
import { findVectors, stampOf } from './find-vectors.js';
import { poolWords } from './pool-words.js';
import { readVectors } from './read-vectors.js';
import { VectorTable } from './vector-table.js';
import { readWordKeys } from './word-keys.js';

const config = z.strictObject({
  /** A file with word vectors, from the bot's folder, or an npm package; Parley's table of English unless given. */
  vectors: z.string().min(1).optional(),
  /** How many words of it the model keeps, the most frequent ones, beside those of the training data. */
  words: z.int().positive().default(20_000),
  /** How many numbers of each vector the model keeps; all 100 of some did worse than 64 of them. */
  dimensions: z.int().positive().default(64),
  /** Only where intents have fewer examples than this, on average; always unless given. */
  only_below: z.number().positive().optional(),
});

type Config = z.infer<typeof config>;

/** Nothing where there are no vectors for the bot's language, or where they would not help. */
type State = { readonly table: VectorTable; readonly columns: Columns; readonly hash: string | undefined } | undefined;

const name = 'WordVectors';
const savedSchema = z.object({ english: z.string().nullable() });

/**
 * A dense feature of each message: the mean of its words' vectors, so that words that training did not show are known by
 * those that are like them.
 */
const wordVectorsIn = (botFolder: string): Component =>
  defineComponent<Config, State>({
    name,
    config,
    provides: ['features'],
    requires: [],
    inFolder: wordVectorsIn,
    outside: ({ vectors }) => (vectors === undefined ? '' : stampOf(findVectors(vectors, botFolder))),
    async train(messages, settings, context) {
      if (settings.only_below && examplesPerIntent(messages) >= settings.only_below) return undefined;
      const found = settings.vectors
        ? { table: await readTable(findVectors(settings.vectors, botFolder), messages, settings, context) }
        : ownTable(context.language);
      if (!found) return undefined;
      const vectors = await poolAll(messages, found.table, context);
      return { hash: undefined, ...found, columns: learnColumns(vectors, found.table.dimensions) };
    },
    process(message, state) {
      if (state) message.features.set(name, featuresOf(message, state.table, state.columns));
      return undefined;
    },
    save(state) {
      if (!state) return {};
      const { table, columns, hash } = state;
      return {
        'vectors.json': jsonToBytes({ english: hash ?? null }),
        columns: saveColumns(columns),
        ...(hash === undefined && { table: table.save() }),
      };
    },
    load(files) {
      if (!files['vectors.json']) return undefined;
      const { english } = savedSchema.parse(bytesToJson(files['vectors.json']));
      const shared = english === null ? undefined : englishTable();
      if (shared && shared.hash !== english) throw vectorsError('VECTORS_CHANGED', {}, { owner: name });
      const table = shared?.table ?? VectorTable.load(files.table as Uint8Array);
      return { table, columns: loadColumns(files.columns as Uint8Array, table.dimensions), hash: shared?.hash };
    },
  });

/** The vectors of a bot whose folder is the current one; `inFolder` makes those of another. */
export const wordVectors: Component = wordVectorsIn('.');

function examplesPerIntent(messages: readonly Message[]): number {
  const intents = messages.flatMap(({ gold }) => (gold?.intent ? [gold.intent] : []));
  return intents.length / Math.max(1, new Set(intents).size);
}

const ownTable = (language: string) => (/^en\b/i.test(language) ? englishTable() : undefined);

async function readTable(
  file: string,
  messages: readonly Message[],
  settings: Config,
  { signal, progress }: TrainContext,
): Promise<VectorTable> {
  const needed = new Vocabulary();
  for (const { text } of messages) {
    readWordKeys(text, list);
    for (let at = 0; at < list.length; at++) needed.add(list, at);
  }
  const collector = new VectorCollector(settings.words, needed);
  await readVectors(file, collector.take, signal, (share) => progress(0.9 * share, 'word vectors'));
  return compactVectors(collector.finish(), settings.dimensions, breather(signal));
}

async function poolAll(messages: readonly Message[], table: VectorTable, { signal }: TrainContext) {
  const pause = breather(signal);
  const vectors: Float32Array[] = [];
  for (const { text } of messages) {
    readWordKeys(text, list);
    const vector = new Float32Array(table.dimensions);
    if (poolWords(list, table, vector)) vectors.push(vector);
    if (pause.due()) await pause.breathe();
  }
  return vectors;
}

// Reused by every message: reading words is synchronous.
const list = new Fingerprints();

/** A message without a known word stands at the mean of all: it says nothing. */
function featuresOf({ text, respelled = text }: Message, table: VectorTable, columns: Columns) {
  readWordKeys(respelled, list);
  const dense = new Float32Array(table.dimensions);
  if (poolWords(list, table, dense)) levelColumns(dense, columns);
  return { dense, size: dense.length };
}
