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
  type ParseResult,
  savePipeline,
  type TrainedPipeline,
  trainPipeline,
} from '../../core/index.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { randomFrom, shuffle } from '../../models/random.js';
import { type DataSet, readBanking77, readBot, readSnips } from './nlu-data.js';

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

interface Judged {
  readonly example: NluExample;
  readonly result: ParseResult;
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

function report(judged: readonly Judged[], times: number[]): void {
  const right = judged.filter(isRight).length;
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  console.log(`intents right: ${percent(right, judged.length)} of ${judged.length}`);
  console.log(`calibration error (15 bins): ${(100 * calibrationError(judged)).toFixed(2)}`);
  console.log(entityLine(judged));
  console.log(`parse: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  if (flags.errors) for (const line of errorLines(judged)) console.log(line);
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

/** The best real intent: a fallback in front of it says only that it was not sure. */
const best = ({ intent_ranking }: ParseResult) => intent_ranking.find(({ name }) => name !== 'nlu_fallback');

const isRight = ({ example, result }: Judged): boolean => best(result)?.name === example.intent;

/** Expected calibration error: how far confidence and share of right answers are apart (Guo et al. 2017). */
function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: 15 }, () => ({ count: 0, right: 0, sure: 0 }));
  for (const one of judged) {
    const confidence = best(one.result)?.confidence ?? 0;
    const bin = bins[Math.min(14, Math.floor(confidence * 15))];
    if (!bin) continue;
    bin.count++;
    bin.sure += confidence;
    if (isRight(one)) bin.right++;
  }
  return bins.reduce((sum, { right, sure }) => sum + Math.abs(right - sure), 0) / judged.length;
}

function entityLine(judged: readonly Judged[]): string {
  let found = 0;
  let wanted = 0;
  let both = 0;
  for (const { example, result } of judged) {
    const gold = new Set(example.entities.map(keyOf));
    wanted += gold.size;
    found += result.entities.length;
    both += result.entities.filter((mention) => gold.has(keyOf(mention))).length;
  }
  const precision = percent(both, found);
  const recall = percent(both, wanted);
  return `entities, exact: F1 ${percent(2 * both, found + wanted)}, precision ${precision}, recall ${recall}`;
}

const keyOf = ({ entity, role, group, start, end }: NluExample['entities'][number]): string =>
  [entity, role, group, start, end].join();

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
