import { loadBot } from '../../core/bot/load-bot.js';
import { presets } from '../../presets.js';
import { startPostgres, whyNoPostgres } from '../kit/database.js';
import { type BotFolders, createBotFolders } from './bot-folder.js';
import { measureColdStart } from './cold-start.js';
import type { DialogueResult } from './dialogue-task.js';
import type { Figure } from './figures.js';
import { type Database, type LoadOptions, measureLoad } from './load.js';
import type { NluResult } from './nlu-task.js';
import { answerKeyOf } from './questions.js';
import { megabytes, ms, whole } from './spread.js';
import { runTask } from './task.js';
import type { TrainingInput, TrainingResult } from './training-task.js';

/** The parts of the bench, in the order in which they run. */
export const sectionNames = ['training', 'start', 'nlu', 'dialogue', 'turns', 'people'] as const;

/** A part of the bench. */
export type SectionName = (typeof sectionNames)[number];

/** What to measure and how long. */
export interface BenchOptions {
  readonly sections: ReadonlySet<SectionName>;
  /** Only this one; both unless given. */
  readonly database: 'pglite' | 'postgresql' | undefined;
  /** The folder of BANKING77, to measure training on ten thousand examples. */
  readonly banking77: string | undefined;
  readonly connections: number;
  readonly crowd: number;
  readonly seconds: number;
  readonly atLeast: number;
  readonly nodeOptions: readonly string[];
  note(text: string): void;
}

/** Measures what is wanted; each figure comes from processes that did nothing else. */
export async function measure(options: BenchOptions): Promise<Figure[]> {
  const { sections, note } = options;
  const folders = createBotFolders();
  try {
    note('training the tattoo studio');
    const training = await runTask<TrainingInput, TrainingResult>('training-task', { bot: folders.first });
    const figures: Figure[] = [];
    if (sections.has('training')) figures.push(...(await trainingFigures(training, options)));
    if (sections.has('start')) figures.push(...(await measureColdStart(folders, note)));
    if (sections.has('nlu')) {
      note('understanding held-out messages');
      figures.push(...nluFigures(await runTask<string, NluResult>('nlu-task', folders.first)));
    }
    if (sections.has('dialogue')) {
      note('turns without a channel');
      figures.push(...dialogueFigures(await runTask<string, DialogueResult>('dialogue-task', folders.first)));
    }
    if (sections.has('turns') || sections.has('people')) figures.push(...(await loadFigures(folders, options)));
    return figures;
  } finally {
    folders.remove();
  }
}

async function trainingFigures(training: TrainingResult, { banking77, note }: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [
    { ...trainingFigure('the tattoo studio', training), budget: 'under 5 s', met: training.seconds < 5 },
  ];
  if (banking77 === undefined) return figures;
  note('training on BANKING77');
  const big = await runTask<TrainingInput, TrainingResult>('training-task', { banking77 });
  const met = big.seconds < 30 && big.peak < 500 * 1024 * 1024;
  figures.push({ ...trainingFigure('BANKING77', big), budget: 'under 30 s and 500 MB', met });
  if (big.scores) {
    const { ranked, examples } = big.scores;
    figures.push({
      name: 'intents right, BANKING77',
      measured: `${percent(ranked)} of ${whole(examples)} test examples`,
    });
  }
  return figures;
}

const trainingFigure = (name: string, { seconds, peak, examples, intents }: TrainingResult): Figure => ({
  name: `training ${name}`,
  measured: `${seconds.toFixed(1)} s, at most ${megabytes(peak)} (${whole(examples)} examples, ${intents} intents)`,
});

function nluFigures({ times, scores }: NluResult): Figure[] {
  return [
    { name: 'one parse', measured: `median ${ms(times.median)}, p99 ${ms(times.p99)}` },
    {
      name: 'intents right, held-out messages that are no examples',
      measured: `${percent(scores.intents)} of ${scores.examples} (${percent(scores.ranked)} ranked first)`,
    },
    {
      name: 'entities, the same messages',
      measured:
        `micro-F1 ${percent(scores.entityF1)} ` +
        `(precision ${percent(scores.entityPrecision)}, recall ${percent(scores.entityRecall)})`,
    },
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function dialogueFigures({ plain, acting, long }: DialogueResult): Figure[] {
  const ratio = long.long / long.fresh;
  return [
    {
      name: 'one turn without I/O, answered by a text',
      measured: `median ${ms(plain.median)}, p99 ${ms(plain.p99)} (${whole(plain.count)} turns)`,
      budget: 'median under 1 ms',
      met: plain.median < 1,
    },
    {
      name: 'one turn with actions that read tables',
      measured: `median ${ms(acting.median)}, p99 ${ms(acting.p99)} (${whole(acting.count)} turns)`,
    },
    {
      name: `a turn in a conversation of ${whole(long.events)} events`,
      measured: `${ratio.toFixed(2)} times a new one (${ms(long.long)} against ${ms(long.fresh)}, medians)`,
      budget: 'at most 2 times',
      met: ratio <= 2,
    },
  ];
}

async function loadFigures(folders: BotFolders, options: BenchOptions): Promise<Figure[]> {
  const { sections } = options;
  const { project } = await loadBot(folders.first, presets);
  const loadOptions = {
    ...options,
    folders,
    key: answerKeyOf(project.domain),
    turns: sections.has('turns'),
    people: sections.has('people'),
  };
  const figures: Figure[] = [];
  if (options.database !== 'postgresql') figures.push(...(await measureLoad(embedded, loadOptions)));
  if (options.database !== 'pglite') figures.push(...(await onPostgres(loadOptions)));
  return figures;
}

const embedded: Database = { name: 'PGlite', url: undefined, memoryBudget: 400 };

async function onPostgres(options: LoadOptions): Promise<Figure[]> {
  const missing = whyNoPostgres();
  if (missing !== undefined) return [{ name: 'everything on PostgreSQL', measured: `skipped: ${missing}` }];
  const server = await startPostgres([]);
  try {
    return await measureLoad({ name: 'PostgreSQL', url: await server.createDatabase(), memoryBudget: 200 }, options);
  } finally {
    await server.stop();
  }
}
