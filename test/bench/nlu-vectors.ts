/**
 * Intents with and without word vectors, on splits of training data: the test part of a data set is not read. After
 * `npm run build`, to train in threads:
 *
 *   node dist/test/bench/nlu-vectors.js banking77 FOLDER            a fifth held out, another one for each start
 *   node dist/test/bench/nlu-vectors.js snips FOLDER --few 10       10 examples of each intent, another draw for each
 *   node dist/test/bench/nlu-vectors.js bot domains/tattoo-studio   examples in English
 *   … --ensemble 3                                                  several networks that decide together
 *   … --vectors FILE_OR_PACKAGE [--words 30000] [--dimensions 64]   other vectors than Parley's own
 */
import { parseArgs } from 'node:util';
import { type NluExample, type PipelineEntry, trainPipeline } from '../../core/index.js';
import { builtInComponents } from '../../models/index.js';
import { randomFrom, shuffle } from '../../models/random.js';
import { deviationOf, percentOf } from './nlu/deviation.js';
import { type DataSet, readBanking77, readBot, readSnips } from './nlu-data.js';
import { type Judged, type Scores, scoresOf } from './nlu-scores.js';
import { spreadOf } from './spread.js';

const readers: Readonly<Record<string, (folder: string) => Promise<DataSet>>> = {
  banking77: readBanking77,
  snips: readSnips,
  bot: readBot,
};

const parts = 5;

interface Measured {
  readonly scores: Scores;
  readonly seconds: number;
  readonly parse: number;
}

function splitOf(examples: readonly NluExample[], start: number, few: number | undefined) {
  const order = shuffled(examples, 7);
  const out = few === undefined ? start % parts : 0;
  const rest = order.filter((_, at) => at % parts !== out);
  const test = order.filter((_, at) => at % parts === out);
  if (few === undefined) return { train: rest, test };
  const taken = new Map<string, number>();
  const train = shuffled(rest, 100 + start).filter(({ intent }) => {
    const count = (taken.get(intent) ?? 0) + 1;
    taken.set(intent, count);
    return count <= few;
  });
  return { train, test };
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const order = Uint32Array.from(items.keys());
  shuffle(order, randomFrom(seed));
  return Array.from(order, (at) => items[at] as Item);
}

async function measure(pipeline: readonly PipelineEntry[], data: DataSet['data'], start: number): Promise<Measured> {
  const { train, test } = splitOf(data.examples, start, few);
  const began = performance.now();
  const nlu = await trainPipeline(pipeline, builtInComponents, { ...data, examples: train }, undefined, {
    seed: start + 1,
  });
  const seconds = (performance.now() - began) / 1000;
  const times: number[] = [];
  const judged: Judged[] = [];
  for (const example of test) {
    const asked = performance.now();
    const result = await nlu.parse(example.text);
    times.push(performance.now() - asked);
    judged.push({ example, result });
  }
  return { scores: scoresOf(judged), seconds, parse: spreadOf(times).median };
}

function report(name: string, all: readonly Measured[]): void {
  const intents = percentOf(all.map(({ scores }) => scores.ranked));
  const error = percentOf(all.map(({ scores }) => scores.calibrationError));
  const seconds = deviationOf(all.map((one) => one.seconds)).mean.toFixed(1);
  const parse = deviationOf(all.map((one) => one.parse)).mean.toFixed(3);
  console.log(`${name}: intents ${intents}, calibration error ${error}, training ${seconds} s, parse ${parse} ms`);
}

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    few: { type: 'string' },
    starts: { type: 'string', default: '3' },
    ensemble: { type: 'string' },
    vectors: { type: 'string' },
    words: { type: 'string' },
    dimensions: { type: 'string' },
  },
});
const [kind = '', folder = ''] = positionals;
const read = readers[kind];
if (!read || folder === '') {
  console.error('Say which data: banking77, snips or bot, and its folder.');
  process.exit(2);
}
const few = flags.few === undefined ? undefined : Number(flags.few);
const { data } = await read(folder);
const english = { ...data, examples: data.examples.filter(({ language }) => /^en\b/.test(language ?? 'en')) };
const classifier = {
  name: 'IntentClassifier',
  ...(flags.ensemble !== undefined && { ensemble: Number(flags.ensemble) }),
};
const vectors = {
  name: 'WordVectors',
  ...(flags.vectors !== undefined && { vectors: flags.vectors }),
  ...(flags.words !== undefined && { words: Number(flags.words) }),
  ...(flags.dimensions !== undefined && { dimensions: Number(flags.dimensions) }),
};
const pipelines = {
  'without vectors': [{ name: 'NgramFeatures' }, classifier],
  'with vectors': [{ name: 'NgramFeatures' }, vectors, classifier],
};
for (const [name, pipeline] of Object.entries(pipelines)) {
  const all: Measured[] = [];
  for (let start = 0; start < Number(flags.starts); start++) all.push(await measure(pipeline, english, start));
  report(name, all);
}
