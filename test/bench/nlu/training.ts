import { join } from 'node:path';
import type { NluData, NluExample, PipelineEntry } from '../../../core/index.js';
import { randomFrom, shuffle } from '../../../models/random.js';
import { type DataSet, readBanking77, readSnips } from '../nlu-data.js';
import { madeUpExamples } from './made-up-examples.js';

/** Which public data set, and where its files lie. */
export interface Source {
  readonly set: 'banking77' | 'snips';
  readonly folder: string;
}

/** What to learn from, and what to be asked. */
export type Material = MadeUp | (Source & Cut);

/** Examples that the bench makes up. */
interface MadeUp {
  readonly madeUp: { readonly examples: number; readonly intents: number };
}

interface Cut {
  /** Learn only so many examples of each intent, another draw for each seed. */
  readonly perIntent?: number;
  /** Of the training part: so many intents are not learned, and what belongs to them is to be told from the rest. */
  readonly unknownIntents?: number;
  /** Messages of another data set are asked, too, to be told from the rest. */
  readonly elsewhere?: Source | undefined;
}

/** A training and what it is asked afterwards. */
export interface Training {
  readonly material: Material;
  readonly pipeline: readonly PipelineEntry[];
  readonly seed: number;
}

/** So many made-up examples are kept to ask. */
const asked = 1_000;

/** Reads a data set and cuts it as a training wants it. */
export async function readMaterial(material: Material, seed: number): Promise<DataSet> {
  if ('madeUp' in material) return madeUpSet(material);
  const read = material.set === 'banking77' ? readBanking77 : readSnips;
  const all = await read(join(material.folder));
  if (material.unknownIntents !== undefined) {
    const { data, test } = withUnknown(all.data, material.unknownIntents, seed);
    const others = material.elsewhere ? await readMaterial(material.elsewhere, seed) : undefined;
    return { data, test: [...test, ...(others?.test ?? []).map((example) => ({ ...example, intent: elsewhere }))] };
  }
  if (material.perIntent === undefined) return all;
  return { data: { ...all.data, examples: drawn(all.data.examples, material.perIntent, seed) }, test: all.test };
}

function madeUpSet({ madeUp: { examples, intents } }: MadeUp): DataSet {
  const all = madeUpExamples(examples + asked, intents);
  const data = { examples: all.slice(0, examples), synonyms: new Map(), regexes: [], lookups: [] };
  return { data, test: all.slice(examples) };
}

/** So many examples of each intent, drawn at random. */
function drawn(examples: readonly NluExample[], perIntent: number, seed: number): NluExample[] {
  const taken = new Map<string, number>();
  return shuffled(examples, seed).filter(({ intent }) => {
    const count = taken.get(intent) ?? 0;
    taken.set(intent, count + 1);
    return count < perIntent;
  });
}

/** The name that messages of no known intent have in the answer key. */
export const unknown = '(unknown)';
/** The same of messages that belong to another data set. */
export const elsewhere = '(elsewhere)';

/** Keeps some intents, and a fifth of the examples of the others, to ask. */
function withUnknown(data: NluData, count: number, seed: number): DataSet {
  const intents = [...new Set(data.examples.map(({ intent }) => intent))].sort();
  const kept = new Set(shuffled(intents, seed).slice(0, count));
  const [known, strange] = [false, true].map((wanted) =>
    data.examples.filter(({ intent }) => kept.has(intent) === wanted),
  );
  const order = shuffled(known ?? [], seed);
  const held = Math.floor(order.length / 5);
  const test = [...order.slice(0, held), ...(strange ?? []).map((example) => ({ ...example, intent: unknown }))];
  return { data: { ...data, examples: order.slice(held) }, test };
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const order = Uint32Array.from(items.keys());
  shuffle(order, randomFrom(seed));
  return Array.from(order, (at) => items[at] as Item);
}
