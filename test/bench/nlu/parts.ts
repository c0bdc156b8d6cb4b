import type { PipelineEntry } from '../../../core/index.js';
import { defaultPipeline } from '../../../models/index.js';
import { megabytes, ms } from '../spread.js';
import { runTask } from '../task.js';
import { deviationOf, percentOf } from './deviation.js';
import type { NlpjsTrained } from './nlpjs-task.js';
import type { Trained } from './parley-task.js';
import type { Material, Source, Training } from './training.js';

/** One line of the table: Parley, what it is to reach, and nlp.js on the same machine in the same run. */
export interface Row {
  readonly name: string;
  readonly parley: string;
  readonly reach?: string;
  readonly met?: boolean;
  readonly nlpjs?: string;
}

/** What a part of the bench is given. */
export interface PartOptions {
  readonly banking77: string;
  readonly snips: string;
  readonly seeds: number;
  note(text: string): void;
}

/** A part of the bench: trains and asks, each training in a process of its own. */
type Part = (options: PartOptions) => Promise<readonly Row[]>;

/** The default pipeline with these settings of some of its components. */
const pipelineWith = (settings: Readonly<Record<string, object>>): readonly PipelineEntry[] =>
  defaultPipeline.map((entry) => ({ ...entry, ...settings[entry.name] }));

const ensemble = pipelineWith({ IntentClassifier: { ensemble: 3 } });

async function train(
  material: Material,
  pipeline: readonly PipelineEntry[],
  { seeds, note }: PartOptions,
  what: string,
): Promise<readonly Trained[]> {
  const all: Trained[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const trained = await runTask<Training, Trained>('nlu/parley-task', { material, pipeline, seed });
    const { seconds, scores } = trained;
    note(`${what}, start ${seed}: ${percentOf([scores.ranked])} after ${seconds.toFixed(1)} s`);
    all.push(trained);
  }
  return all;
}

async function trainNlpjs(material: Material, seeds: number, { note }: PartOptions): Promise<readonly NlpjsTrained[]> {
  const all: NlpjsTrained[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const trained = await runTask<Training, NlpjsTrained>('nlu/nlpjs-task', { material, pipeline: [], seed });
    note(`nlp.js: ${percentOf([trained.ranked])} after ${trained.seconds.toFixed(1)} s`);
    all.push(trained);
  }
  return all;
}

const intentsOf = (all: readonly Trained[]): number[] => all.map(({ scores }) => scores.ranked);
const secondsOf = (all: readonly Pick<Trained, 'seconds'>[]) => deviationOf(all.map(({ seconds }) => seconds)).mean;
const peakOf = (all: readonly Pick<Trained, 'peak'>[]): number => Math.max(...all.map(({ peak }) => peak));

/** A line of shares that are to be at least so large. */
function shareRow(name: string, shares: readonly number[], reach: number, nlpjs?: string): Row {
  const met = deviationOf(shares).mean >= reach / 100;
  return { name, parley: percentOf(shares), reach: `${reach} %`, met, ...(nlpjs === undefined ? {} : { nlpjs }) };
}

function calibrationRow(name: string, all: readonly Trained[]): Row {
  const errors = all.map(({ scores }) => scores.calibrationError);
  return { name, parley: percentOf(errors), reach: 'under 3 %', met: deviationOf(errors).mean < 0.03 };
}

const megabyte = 1e6;
const mebibyte = 1024 * 1024;

const tookOf = (all: readonly Pick<Trained, 'seconds' | 'peak'>[]): string =>
  `${secondsOf(all).toFixed(1)} s, ${megabytes(peakOf(all))}`;

const spreadsOf = (all: readonly Pick<Trained, 'parses'>[]) => ({
  median: deviationOf(all.map(({ parses }) => parses.median)).mean,
  p99: deviationOf(all.map(({ parses }) => parses.p99)).mean,
});

const parsesOf = (all: readonly Pick<Trained, 'parses'>[]): string =>
  `median ${spreadsOf(all).median.toFixed(3)} ms, p99 ${ms(spreadsOf(all).p99)}`;

const banking = ({ banking77 }: PartOptions): Source => ({ set: 'banking77', folder: banking77 });
const snips = (options: PartOptions): Source => ({ set: 'snips', folder: options.snips });

const wholeBanking: Part = async (options) => {
  const own = await train(banking(options), defaultPipeline, options, 'BANKING77');
  const other = await trainNlpjs(banking(options), 1, options);
  const size = Math.max(...own.map((one) => one.size));
  const held = Math.max(...own.map((one) => one.held));
  const { median, p99 } = spreadsOf(own);
  const ranked = percentOf(other.map((one) => one.ranked));
  return [
    shareRow('BANKING77, intents', intentsOf(own), 92.5, ranked),
    calibrationRow('BANKING77, calibration error (ECE, 15 bins)', own),
    {
      name: 'BANKING77, training: time, memory at its peak',
      parley: tookOf(own),
      reach: '15 s, 400 MB',
      met: secondsOf(own) < 15 && peakOf(own) < 400 * mebibyte,
      nlpjs: tookOf(other),
    },
    {
      name: 'BANKING77, longest that training kept the process waiting',
      parley: ms(held),
      reach: 'under 50 ms',
      met: held < 50,
      nlpjs: `${secondsOf(other).toFixed(1)} s`,
    },
    {
      name: 'BANKING77, model',
      parley: `${(size / megabyte).toFixed(1)} MB, loads in ${ms(deviationOf(own.map((one) => one.loadMs)).mean)}`,
      reach: 'under 20 MB',
      met: size < 20 * megabyte,
      nlpjs: `${(Math.max(...other.map((one) => one.size)) / megabyte).toFixed(1)} MB`,
    },
    {
      name: 'one parse, whole pipeline',
      parley: parsesOf(own),
      reach: 'median under 0.3 ms, p99 under 2 ms',
      met: median < 0.3 && p99 < 2,
      nlpjs: parsesOf(other),
    },
  ];
};

const bankingEnsemble: Part = async (options) => {
  const own = await train(banking(options), ensemble, options, 'BANKING77, ensemble of 3');
  return [
    shareRow('BANKING77, intents, `ensemble: 3`', intentsOf(own), 93.5),
    calibrationRow('BANKING77, calibration error, `ensemble: 3`', own),
    { name: 'BANKING77, training, `ensemble: 3`', parley: tookOf(own) },
  ];
};

const few: Part = async (options) => {
  const material = { ...banking(options), perIntent: 10 };
  const own = await train(material, defaultPipeline, options, 'BANKING77, 10 per intent');
  const other = await trainNlpjs(material, options.seeds, options);
  const ranked = percentOf(other.map((one) => one.ranked));
  return [
    shareRow('BANKING77, 10 per intent, a draw for each start', intentsOf(own), 78, ranked),
    calibrationRow('BANKING77, 10 per intent, calibration error', own),
    { name: 'BANKING77, 10 per intent, training', parley: tookOf(own), nlpjs: tookOf(other) },
  ];
};

const strangers: Part = async (options) => {
  const own = await train({ ...banking(options), unknownIntents: 15 }, defaultPipeline, options, '15 intents unknown');
  const aurocs = own.map(({ unknownAuroc }) => unknownAuroc);
  return [
    { name: 'BANKING77 without 15 intents: these told from the rest by confidence, AUROC', parley: percentOf(aurocs) },
  ];
};

const wholeSnips: Part = async (options) => {
  const own = await train(snips(options), defaultPipeline, options, 'SNIPS');
  const other = await trainNlpjs(snips(options), 1, options);
  const slots = own.map(({ scores }) => scores.entityF1);
  return [
    shareRow('SNIPS, intents', intentsOf(own), 98.5, percentOf(other.map((one) => one.ranked))),
    calibrationRow('SNIPS, calibration error', own),
    shareRow('SNIPS, slots, exact micro-F1', slots, 95.3),
    { name: 'SNIPS, training', parley: tookOf(own), nlpjs: tookOf(other) },
    { name: 'SNIPS, one parse, whole pipeline', parley: parsesOf(own), nlpjs: parsesOf(other) },
  ];
};

const large: Part = async (options) => {
  const material = { madeUp: { examples: 75_000, intents: 400 } };
  const own = await train(material, defaultPipeline, { ...options, seeds: 1 }, '75,000 made-up examples');
  const peak = peakOf(own);
  return [
    {
      name: '75,000 made-up examples in 400 intents, training',
      parley: tookOf(own),
      reach: 'under 2 GB',
      met: peak < 2048 * mebibyte,
    },
  ];
};

/** The parts by name, in the order in which they run. */
export const parts = {
  banking77: wholeBanking,
  ensemble: bankingEnsemble,
  few,
  unknown: strangers,
  snips: wholeSnips,
  large,
} satisfies Record<string, Part>;

/** The name of a part. */
export type PartName = keyof typeof parts;
