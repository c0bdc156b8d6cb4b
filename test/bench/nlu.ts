/**
 * Trains the default pipeline and prints how right, how sure and how fast it is.
 *
 *   npx tsx test/bench/nlu.ts banking77 FOLDER          a fifth of the training part held out
 *   npx tsx test/bench/nlu.ts snips FOLDER --test       the test part that the data set brings
 *   npx tsx test/bench/nlu.ts bot domains/tattoo-studio five folds
 */
import { parseArgs } from 'node:util';
import {
  loadPipeline,
  type NluData,
  type NluExample,
  savePipeline,
  type TrainedPipeline,
  trainPipeline,
} from '../../core/index.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { randomFrom, shuffle } from '../../models/random.js';
import { type DataSet, readBanking77, readBot, readSnips } from './nlu-data.js';
import { best, isRight, type Judged, keyOf, scoresOf } from './nlu-scores.js';
import { spreadOf } from './spread.js';

const readers: Readonly<Record<string, (folder: string) => Promise<DataSet>>> = {
  banking77: readBanking77,
  snips: readSnips,
  bot: readBot,
};

const folds = 5;

interface Split {
  readonly train: readonly NluExample[];
  readonly test: readonly NluExample[];
}

async function measure({ data, test }: DataSet, rounds: number): Promise<void> {
  const splits = flags.test ? [{ train: data.examples, test }] : splitsOf(data.examples).slice(0, rounds);
  const judged: Judged[] = [];
  const times: number[] = [];
  for (const { train, test: heldOut } of splits) {
    const pipeline = await trainTimed({ ...data, examples: train });
    for (const example of heldOut) {
      const start = performance.now();
      const result = await pipeline.parse(example.text);
      times.push(performance.now() - start);
      judged.push({ example, result });
    }
  }
  report(judged, times);
}

function splitsOf(examples: readonly NluExample[]): Split[] {
  const order = Uint32Array.from(examples, (_, at) => at);
  shuffle(order, randomFrom(7));
  return Array.from({ length: folds }, (_, fold) => {
    const part = (inside: boolean): NluExample[] =>
      [...order].flatMap((example, at) => ((at % folds === fold) === inside ? (examples[example] ?? []) : []));
    return { train: part(false), test: part(true) };
  });
}

async function trainTimed(data: NluData): Promise<TrainedPipeline> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const pipeline = await trainPipeline(defaultPipeline, builtInComponents, data, undefined, { warn: console.warn });
  const seconds = (performance.now() - start) / 1000;
  const busy = process.cpuUsage(cpu).user / 1e6;
  const files = savePipeline(pipeline);
  const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  const loading = performance.now();
  const loaded = loadPipeline(files, defaultPipeline, builtInComponents);
  const load = performance.now() - loading;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `trained on ${data.examples.length} in ${seconds.toFixed(2)} s (${busy.toFixed(2)} s of processor), ` +
      `model ${(bytes / 1e6).toFixed(1)} MB, loads in ${load.toFixed(0)} ms, peak memory ${peak.toFixed(0)} MB`,
  );
  return loaded;
}

function report(judged: readonly Judged[], times: readonly number[]): void {
  const scores = scoresOf(judged);
  const { median, p99 } = spreadOf(times);
  console.log(`intents right: ${percent(scores.ranked)} of ${scores.examples}`);
  console.log(`calibration error (15 bins): ${(100 * scores.calibrationError).toFixed(2)}`);
  const precision = percent(scores.entityPrecision);
  const recall = percent(scores.entityRecall);
  console.log(`entities, exact: F1 ${percent(scores.entityF1)}, precision ${precision}, recall ${recall}`);
  console.log(`parse: median ${median.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`);
  if (flags.errors) for (const line of errorLines(judged)) console.log(line);
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

function errorLines(judged: readonly Judged[]): string[] {
  return judged.flatMap((one) => {
    const { example, result } = one;
    const gold = example.entities.map(keyOf).sort().join(' ');
    const found = result.entities.map(keyOf).sort().join(' ');
    const intent = isRight(one) ? '' : ` intent ${example.intent}, taken for ${best(result)?.name}`;
    const entities = gold === found ? '' : ` entities ${gold}, found ${found}`;
    return intent || entities ? [`"${example.text}":${intent}${entities}`] : [];
  });
}

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: { test: { type: 'boolean', default: false }, errors: { type: 'boolean', default: false } },
});
const [kind = '', folder = ''] = positionals;
const read = readers[kind];
if (!read || folder === '') {
  console.error('Say which data: banking77, snips or bot, and its folder.');
  process.exit(2);
}
await measure(await read(folder), kind === 'bot' ? folds : 1);
