import { ms } from '../spread.js';
import { deviationOf, percentOf } from './deviation.js';
import { measureLists } from './list-entities.js';
import {
  calibrationRow,
  intentsOf,
  mebibyte,
  parseRow,
  peakOf,
  type Row,
  secondsOf,
  shareRow,
  tookOf,
} from './rows.js';
import type { Source } from './training.js';
import { pipelines, type TrainingOptions, train, trainNlpjs } from './trainings.js';

/** What a part of the bench is given: the folders of the data sets, too. */
interface PartOptions extends TrainingOptions {
  readonly banking77: string;
  readonly snips: string;
}

/** A part of the bench: trains and asks, each training in a process of its own. */
type Part = (options: PartOptions) => Promise<readonly Row[]>;

const banking = ({ banking77 }: PartOptions): Source => ({ set: 'banking77', folder: banking77 });
const snips = (options: PartOptions): Source => ({ set: 'snips', folder: options.snips });

const megabyte = 1e6;

const wholeBanking: Part = async (options) => {
  const own = await train('BANKING77', banking(options), pipelines.usual, options);
  const other = await trainNlpjs('BANKING77', banking(options), { ...options, seeds: 1 });
  const size = Math.max(...own.map((one) => one.size));
  const held = Math.max(...own.map((one) => one.held));
  const ranked = percentOf(other.map((one) => one.ranked));
  return [
    shareRow('BANKING77, intents', intentsOf(own), 92.5, ranked),
    calibrationRow('BANKING77', own),
    {
      name: 'BANKING77, training: time, memory at its peak',
      parley: tookOf(own),
      reach: '15 s, 400 MB',
      met: secondsOf(own) < 15 && peakOf(own) < 400 * mebibyte,
      nlpjs: tookOf(other),
    },
    {
      name: 'BANKING77, longest that training kept its process waiting',
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
    parseRow('BANKING77', own, other),
  ];
};

const more: Part = async (options) => {
  const ensemble = await train('BANKING77, ensemble of 3', banking(options), pipelines.ensemble, options);
  const both = await train('BANKING77, ensemble of 3 and word vectors', banking(options), pipelines.both, options);
  return [
    shareRow('BANKING77, intents, `ensemble: 3`', intentsOf(ensemble), 93.5),
    calibrationRow('BANKING77, `ensemble: 3`', ensemble),
    { name: 'BANKING77, `ensemble: 3`, training', parley: tookOf(ensemble) },
    shareRow('BANKING77, intents, `ensemble: 3` and WordVectors', intentsOf(both), 93.5),
  ];
};

const few: Part = async (options) => {
  const material = { ...banking(options), perIntent: 10 };
  const own = await train('10 per intent', material, pipelines.usual, options);
  const plain = await train('10 per intent, no word vectors', material, pipelines.withoutVectors, options);
  const other = await trainNlpjs('10 per intent', material, options);
  const ranked = percentOf(other.map((one) => one.ranked));
  return [
    shareRow('BANKING77, 10 per intent, a draw for each start', intentsOf(own), 80, ranked),
    calibrationRow('BANKING77, 10 per intent', own),
    { name: 'BANKING77, 10 per intent, training', parley: tookOf(own), nlpjs: tookOf(other) },
    shareRow('BANKING77, 10 per intent, without WordVectors', intentsOf(plain), 78),
    calibrationRow('BANKING77, 10 per intent, without WordVectors', plain),
  ];
};

const strangers: Part = async (options) => {
  const others = options.snips === '' ? undefined : snips(options);
  const material = { ...banking(options), unknownIntents: 15, elsewhere: others };
  const own = await train('BANKING77 without 15 intents', material, pipelines.usual, options);
  const name = 'BANKING77 without 15 intents, AUROC of confidence: known messages held out,';
  const rows = [{ name: `${name} those 15`, parley: percentOf(own.map(({ unknownAuroc }) => unknownAuroc)) }];
  if (others === undefined) return rows;
  const far = percentOf(own.map(({ elsewhereAuroc }) => elsewhereAuroc));
  return [...rows, { name: `${name} messages of SNIPS`, parley: far }];
};

const wholeSnips: Part = async (options) => {
  const own = await train('SNIPS', snips(options), pipelines.usual, options);
  const other = await trainNlpjs('SNIPS', snips(options), { ...options, seeds: 1 });
  const slots = own.map(({ scores }) => scores.entityF1);
  return [
    shareRow('SNIPS, intents', intentsOf(own), 98.5, percentOf(other.map((one) => one.ranked))),
    calibrationRow('SNIPS', own),
    shareRow('SNIPS, slots, exact micro-F1', slots, 95.3),
    { name: 'SNIPS, training', parley: tookOf(own), nlpjs: tookOf(other) },
    parseRow('SNIPS', own, other),
  ];
};

const quality: Part = async (options) => {
  const own = await train('SNIPS, quality mode of slots', snips(options), pipelines.quality, options);
  return [
    shareRow(
      'SNIPS, slots, `quality: true`',
      own.map(({ scores }) => scores.entityF1),
      96.2,
    ),
    { name: 'SNIPS, `quality: true`, training', parley: tookOf(own) },
  ];
};

const lists: Part = async () => measureLists();

const large: Part = async (options) => {
  const material = { madeUp: { examples: 75_000, intents: 400 } };
  const own = await train('75,000 made-up examples', material, pipelines.usual, { ...options, seeds: 1 });
  return [
    {
      name: '75,000 made-up examples in 400 intents, training',
      parley: tookOf(own),
      reach: 'under 2 GB',
      met: peakOf(own) < 2048 * mebibyte,
    },
  ];
};

/** The parts by name, in the order in which they run. */
export const parts = {
  banking77: wholeBanking,
  more,
  few,
  unknown: strangers,
  snips: wholeSnips,
  quality,
  lists,
  large,
} satisfies Record<string, Part>;

/** The name of a part. */
export type PartName = keyof typeof parts;
