import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../kit/database.js';
import type { Figure } from '../figures.js';
import { megabytes, ms, whole } from '../spread.js';
import { runTask } from '../task.js';
import type { HistoryInput, HistoryResult } from './history-task.js';
import type { PoliciesResult } from './policies-task.js';
import type { SwapInput, SwapResult } from './swap-task.js';
import { type SyntheticBot, writeSyntheticBot } from './synthetic-bot.js';
import type { TurnInput, TurnResult } from './turn-task.js';

/** The parts of the bench of the dialogue core. */
export const sectionNames = ['turn', 'history', 'training', 'swap'] as const;

/** A part of the bench. */
export type SectionName = (typeof sectionNames)[number];

/** Tells how far the bench has come. */
type Note = (text: string) => void;

/** Measures the parts that are wanted, each in processes of their own. */
export async function measureCore(sections: ReadonlySet<SectionName>, note: Note): Promise<Figure[]> {
  const place = temporaryFolder('bench-core');
  let count = 0;
  const project = (bot: SyntheticBot): string => {
    count += 1;
    const folder = join(place.folder, `bot-${count}`);
    mkdirSync(folder);
    writeSyntheticBot(folder, bot);
    return folder;
  };
  try {
    return [
      ...(sections.has('turn') ? await turnFigures(project, note) : []),
      ...(sections.has('history') ? await historyFigures(project, note) : []),
      ...(sections.has('training') ? await trainingFigures(project, note) : []),
      ...(sections.has('swap') ? await swapFigures(project, note) : []),
    ];
  } finally {
    place.remove();
  }
}

type MakeProject = (bot: SyntheticBot) => string;

async function turnFigures(project: MakeProject, note: Note): Promise<Figure[]> {
  const figures: Figure[] = [];
  let least: number | undefined;
  for (const stories of [50, 500, 5_000]) {
    note(`turns with ${whole(stories)} stories`);
    const folder = project({ stories, shape: 'stories' });
    const {
      whole: stored,
      inMemory,
      parse,
      predict,
    } = await runTask<TurnInput, TurnResult>('core/turn-task', {
      folder,
      stories,
    });
    least ??= inMemory.median;
    const met = inMemory.median < 1 && inMemory.median < 2 * least;
    figures.push(
      {
        name: `one turn, ${whole(stories)} stories`,
        measured: `median ${ms(inMemory.median)}, p99 ${ms(inMemory.p99)}; parse ${ms(parse.median)}, predict ${ms(predict.median)}`,
        budget: 'under 1 ms, and under twice that with 50 stories',
        met,
      },
      {
        name: 'the same over HTTP, committed',
        measured: `median ${ms(stored.median)}, p99 ${ms(stored.p99)}`,
      },
    );
  }
  return figures;
}

async function historyFigures(project: MakeProject, note: Note): Promise<Figure[]> {
  note('conversations of 10, 1,000 and 20,000 events');
  const lengths = [10, 1_000, 20_000];
  const folder = project({ stories: 500, shape: 'stories' });
  const results = await runTask<HistoryInput, readonly HistoryResult[]>('core/history-task', { folder, lengths });
  const [first] = results;
  return results.map(({ events, turn, replay }, index) => {
    const ratio = turn / (first?.turn ?? turn);
    const compared = index === 0 ? '' : ` (${ratio.toFixed(2)} times the first)`;
    return {
      name: `next turn after ${whole(events)} events`,
      measured: `median ${ms(turn)}${compared}; tracker from its events ${ms(replay)}`,
      ...(index === 0 ? {} : { budget: 'at most twice the first', met: ratio <= 2 }),
    };
  });
}

async function trainingFigures(project: MakeProject, note: Note): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const shape of ['stories', 'checkpoints'] as const) {
    note(`training rules and memory on 10,000 ${shape === 'stories' ? 'stories' : 'ways through checkpoints'}`);
    const folder = project({ stories: 10_000, shape });
    const { readSeconds, trainSeconds, peak } = await runTask<string, PoliciesResult>('core/policies-task', folder);
    figures.push({
      name: `rules and memory from 10,000 ${shape === 'stories' ? 'stories' : 'ways through a checkpoint'}`,
      measured: `${trainSeconds.toFixed(1)} s (reading the files: ${readSeconds.toFixed(1)} s), at most ${megabytes(peak)}`,
      budget: 'under 10 s and 1,000 MB',
      met: trainSeconds < 10 && peak < 1000 * 1024 * 1024,
    });
  }
  return figures;
}

async function swapFigures(project: MakeProject, note: Note): Promise<Figure[]> {
  note('100 exchanges of the model under load');
  const folder = project({ stories: 500, shape: 'stories' });
  const result = await runTask<SwapInput, SwapResult>('core/swap-task', { folder, swaps: 100 });
  const { swaps, turns, lost, heapEarly, heapLate, rssEarly, rssLate } = result;
  return [
    {
      name: '100 exchanges of the model under load',
      measured: `${whole(lost)} of ${whole(turns.count)} messages without just one answer; turns: median ${ms(turns.median)}, longest ${ms(turns.longest)}`,
      budget: 'none',
      met: lost === 0,
    },
    { name: 'one exchange', measured: `median ${ms(swaps.median)}, longest ${ms(swaps.longest)}` },
    {
      name: 'memory after 10 and 100 exchanges',
      measured: `live ${megabytes(heapEarly)} and ${megabytes(heapLate)}; resident ${megabytes(rssEarly)} and ${megabytes(rssLate)}`,
      budget: 'live memory grows by at most 10 %',
      met: heapLate <= heapEarly * 1.1,
    },
  ];
}
