import type { BotFolders } from './bot-folder.js';
import type { Figure } from './figures.js';
import type { LoadInput, LoadResult, Plan } from './load-task.js';
import type { AnswerKey } from './questions.js';
import { type ServerProcess, startBot, startEcho } from './server-process.js';
import { megabytes, ms, whole } from './spread.js';
import { runTask } from './task.js';

/** What bots under load are measured with. */
export interface LoadOptions {
  readonly folders: BotFolders;
  readonly key: AnswerKey;
  /** Which parts: durable turns, people at once, or both. */
  readonly turns: boolean;
  readonly people: boolean;
  /** Connections without pauses, beside each other. */
  readonly connections: number;
  /** People at once. */
  readonly crowd: number;
  readonly seconds: number;
  /** Turns before the last look at the memory, at least. */
  readonly atLeast: number;
  readonly nodeOptions: readonly string[];
  note(text: string): void;
}

/** A database to run on. */
export interface Database {
  readonly name: string;
  readonly url: string | undefined;
  /** What a bot's process on it may hold in memory, in MB. */
  readonly memoryBudget: number;
}

const warmUpSeconds = 3;
const firstTurns = 1_000;

/** Starts the bot on a database and measures it from start to end: one process, as it would live. */
export async function measureLoad(database: Database, options: LoadOptions): Promise<Figure[]> {
  const { note } = options;
  const echo = options.turns ? await measureEcho(options) : undefined;
  note(`${database.name}: starting the bot`);
  const { folders, nodeOptions } = options;
  const bot = await startBot(folders.make(), { databaseUrl: database.url, nodeOptions });
  try {
    const load = loader(bot, options);
    const atStart = bot.memory();
    let turns = (await load('socket', 20, { kind: 'count', answers: firstTurns })).said;
    const afterFirst = bot.memory();
    const figures: Figure[] = [];
    if (echo) {
      const plan: Plan = { kind: 'rush', warmUpSeconds, seconds: options.seconds };
      note(`${database.name}: durable turns over Socket.IO`);
      const socket = await load('socket', options.connections, plan);
      note(`${database.name}: durable turns over REST`);
      const rest = await load('rest', options.connections, plan);
      turns += socket.said + rest.said;
      figures.push(...turnFigures(database, echo, socket, rest));
    }
    if (options.people) {
      note(`${database.name}: ${whole(options.crowd)} people at once`);
      const crowd = await load('socket', options.crowd, people);
      turns += crowd.said;
      figures.push(peopleFigure(database, options.crowd, crowd));
    }
    while (turns < options.atLeast) {
      note(`${database.name}: turn ${whole(turns)} of ${whole(options.atLeast)}, ${megabytes(bot.memory())}`);
      turns += (await load('socket', options.connections, { kind: 'count', answers: 50_000 })).said;
    }
    return [...figures, memoryFigure(database, atStart, afterFirst, bot.memory(), turns)];
  } finally {
    await bot.stop();
  }
}

const people: Plan = { kind: 'people', messagesEach: 5, pause: [1_000, 3_000], arrivalMs: 3_000 };

/** What the clients saw, and what it took the server. */
interface Loaded extends LoadResult {
  /** Processor time of the server for each message, in ms. */
  readonly processorMs: number;
}

function loader(server: ServerProcess, { key }: LoadOptions) {
  return async (over: LoadInput['over'], count: number, plan: Plan): Promise<Loaded> => {
    const before = server.processorMs();
    const input: LoadInput = { url: server.url, over, key, people: count, plan };
    const result = await runTask<LoadInput, LoadResult>('load-task', input);
    return { ...result, processorMs: (server.processorMs() - before) / result.said };
  };
}

async function measureEcho(options: LoadOptions): Promise<Loaded> {
  options.note('bare Socket.IO echo');
  const server = await startEcho();
  try {
    const plan: Plan = { kind: 'rush', warmUpSeconds, seconds: options.seconds };
    return await loader(server, options)('socket', options.connections, plan);
  } finally {
    await server.stop();
  }
}

const rateOf = ({ answers, seconds }: LoadResult): number => answers / seconds;

function turnFigures({ name }: Database, echo: Loaded, socket: Loaded, rest: Loaded): Figure[] {
  const share = rateOf(socket) / rateOf(echo);
  return [
    { name: `bare Socket.IO echo, just before ${name}`, measured: rateText(echo) },
    {
      name: `durable turns, Socket.IO, ${name}`,
      measured: `${rateText(socket)}; ${share.toFixed(2)} of the echo`,
      budget: 'a third of the echo',
      met: share >= 1 / 3 && errorsOf(socket) === 0,
    },
    {
      name: `durable turns, REST, ${name}`,
      measured: `${rateText(rest)}; ${(rateOf(rest) / rateOf(echo)).toFixed(2)} of the echo`,
    },
  ];
}

function peopleFigure({ name }: Database, crowd: number, result: LoadResult): Figure {
  const { median, p95, p99, longest } = result.times;
  return {
    name: `${whole(crowd)} people at once, ${name}`,
    measured:
      `p50 ${ms(median)}, p95 ${ms(p95)}, p99 ${ms(p99)}, longest ${ms(longest)}; ` +
      `${whole(result.answers)} answers, ${errorText(result)}`,
    budget: 'no error, p99 under 100 ms',
    met: p99 < 100 && errorsOf(result) === 0 && result.answers === result.said,
  };
}

/** A breach counts whenever it shows; that the budget is kept can be said only after a million turns. */
function memoryFigure(database: Database, start: number, first: number, end: number, turns: number): Figure {
  const kept = Math.max(start, first, end) < database.memoryBudget * 1024 * 1024;
  return {
    name: `resident memory, ${database.name}`,
    measured:
      `${megabytes(start)} at the start, ${megabytes(first)} after ${whole(firstTurns)} turns, ` +
      `${megabytes(end)} after ${whole(turns)}`,
    budget: `under ${database.memoryBudget} MB, also after a million`,
    ...(kept && turns < 1_000_000 ? {} : { met: kept }),
  };
}

function rateText(result: Loaded): string {
  const { median, p99 } = result.times;
  const rate = `${whole(rateOf(result))}/s, p50 ${ms(median)}, p99 ${ms(p99)}, ${errorText(result)}`;
  return Number.isNaN(result.processorMs) ? rate : `${rate}, ${ms(result.processorMs)} of processor each`;
}

const errorsOf = ({ errors }: LoadResult): number => Object.values(errors).reduce((sum, count) => sum + count, 0);

function errorText(result: LoadResult): string {
  if (errorsOf(result) === 0) return 'no error';
  const kinds = Object.entries(result.errors).map(([what, count]) => `${what} (${whole(count)} times)`);
  return `errors: ${kinds.join(', ')}`;
}
