import type { BotFolders } from './bot-folder.js';
import type { Figure } from './figures.js';
import { startBot } from './server-process.js';
import { spreadOf } from './spread.js';
import { connectRest } from './talker.js';

const starts = 5;
const emptyKey = { unfinished: [], unfinishedStarts: [], apologies: [] };

/** From the start of the process to the first answer over REST, with PGlite. */
export async function measureColdStart(folders: BotFolders, note: (text: string) => void): Promise<Figure[]> {
  const folder = folders.make();
  note('first start: creates the database');
  const first = await timeStart(folder);
  const times: number[] = [];
  for (let start = 1; start <= starts; start += 1) {
    note(`start ${start} of ${starts}`);
    times.push(await timeStart(folder));
  }
  const { median, longest } = spreadOf(times);
  const seconds = (time: number) => `${(time / 1000).toFixed(2)} s`;
  return [
    {
      name: 'cold start with a trained model, to the first answer',
      measured: `median ${seconds(median)}, longest ${seconds(longest)} (${starts} starts)`,
      budget: 'under 2 s',
      met: median < 2_000,
    },
    { name: 'the same when the database is created first', measured: seconds(first) },
  ];
}

async function timeStart(folder: string): Promise<number> {
  const start = performance.now();
  const server = await startBot(folder);
  try {
    const talker = await connectRest(server.url, emptyKey);
    await talker.begin();
    await talker.say('Hello');
    const took = performance.now() - start;
    talker.close();
    return took;
  } finally {
    await server.stop();
  }
}
