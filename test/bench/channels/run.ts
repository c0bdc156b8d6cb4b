import { Command, InvalidArgumentError, Option } from 'commander';
import { circumstancesNow } from '../circumstances.js';
import { type Figure, tableOf } from '../figures.js';
import { type ServerProcess, startBot, startScript } from '../server-process.js';
import { ms, whole } from '../spread.js';
import { type Acknowledged, acknowledge } from './acknowledge.js';
import { appendDurably } from './durable-append.js';
import { writeEchoBot } from './echo-bot.js';
import { inOrder, type Order } from './in-order.js';
import type { Line } from './line.js';
import { openLines } from './lines.js';
import { voiceFigures } from './voice.js';

const help = `
Examples:
  $ npm run bench:channels                            everything, in about five minutes
  $ npm run bench:channels -- --only acknowledge      only the time to acknowledge a webhook
  $ npm run bench:channels -- --only order --messages 10000
  $ npm run bench:channels -- --only voice --calls 50

The platforms are fakes that speak the real wire formats, in another process than the bot; both share this machine's
processors. Messages, people and delays are made up.`;

const sections = ['acknowledge', 'order', 'voice'] as const;

interface Flags {
  readonly only: readonly (typeof sections)[number][];
  readonly perSecond: number;
  readonly seconds: number;
  readonly messages: number;
  readonly people: number;
  readonly calls: number;
  readonly turns: number;
}

async function run(flags: Flags): Promise<void> {
  const begun = performance.now();
  const note = (text: string) =>
    console.error(`${((performance.now() - begun) / 1_000).toFixed(0).padStart(4)} s  ${text}`);
  const figures: Figure[] = [];
  if (flags.only.includes('voice')) {
    note(`${flags.calls} calls at once, ${flags.turns} turns in each`);
    figures.push(...(await voiceFigures(flags)));
  }
  if (flags.only.some((part) => part !== 'voice')) figures.push(...(await messageFigures(flags, note)));
  console.log(`\n${tableOf(figures, circumstancesNow())}`);
}

async function messageFigures(flags: Flags, note: (text: string) => void): Promise<Figure[]> {
  const lines = await openLines();
  const { folder, remove } = writeEchoBot(lines);
  note('starting a bot on all channels');
  const bot = await startBot(folder);
  const figures: Figure[] = [];
  try {
    if (flags.only.includes('acknowledge'))
      figures.push(...(await acknowledgeFigures(bot, folder, lines, flags, note)));
    if (flags.only.includes('order')) {
      note(`${whole(flags.messages)} messages on ${lines.length} channels`);
      const options = { messages: flags.messages, peopleEach: flags.people, from: 10_000_000, note };
      figures.push(orderFigure(await inOrder(bot.url, lines, options), lines));
    }
  } finally {
    await bot.stop();
    await Promise.all(lines.map((line) => line.close()));
    remove();
  }
  return figures;
}

async function acknowledgeFigures(
  bot: ServerProcess,
  folder: string,
  lines: readonly Line[],
  { perSecond, seconds }: Flags,
  note: (text: string) => void,
): Promise<Figure[]> {
  const webhooks = lines.filter(({ answersAtOnce }) => !answersAtOnce);
  const whatsapp = lines.filter(({ name }) => name === 'whatsapp');
  note('a bare webhook');
  const bare = await startScript(new URL('./bare-webhook.js', import.meta.url));
  const limit = await acknowledge(bare.url, whatsapp, { perSecond, seconds, slowEvery: 0, from: 1_000_000 });
  await bare.stop();
  note(`webhooks, ${perSecond} a second, one in twenty sets off an action of 10 s`);
  const appending = appendDurably(folder);
  const before = { bot: bot.processorMs(), bench: process.cpuUsage() };
  const busy = await acknowledge(bot.url, webhooks, { perSecond, seconds, slowEvery: 20, from: 2_000_000 });
  const appended = await appending.stop();
  const own = process.cpuUsage(before.bench);
  const processor = `${ms((bot.processorMs() - before.bot) / busy.said)} of processor each, and ${ms((own.user + own.system) / 1_000 / busy.said)} of the bench's own`;
  const each = [...busy.byLine].map(([name, { p99 }]) => `${name} ${ms(p99)}`).join(', ');
  return [
    { name: `a bare webhook acknowledges, ${perSecond}/s`, measured: timesOf(limit) },
    {
      name: 'a bare append of 1 kB is on the disk, beside the next line',
      measured: `p50 ${ms(appended.median)}, p99 ${ms(appended.p99)}, longest ${ms(appended.longest)}`,
    },
    {
      name: `webhooks acknowledged, ${perSecond}/s, one in 20 with an action of 10 s`,
      measured: `${timesOf(busy)} (p99: ${each}); ${processor}`,
      budget: 'p99 under 50 ms, no error',
      met: busy.times.p99 < 50 && busy.errors === 0,
    },
  ];
}

function timesOf({ times, errors }: Acknowledged): string {
  const { median, p99, longest, count } = times;
  const faults = errors === 0 ? 'no error' : `${whole(errors)} errors`;
  return `p50 ${ms(median)}, p99 ${ms(p99)}, longest ${ms(longest)}; ${whole(count)} webhooks, ${faults}`;
}

function orderFigure(order: Order, lines: readonly Line[]): Figure {
  const { said, duplicates, late, lost, twice, overtaken, refused, seconds, faults } = order;
  return {
    name: `messages on ${lines.map(({ name }) => name).join(', ')}`,
    measured:
      `${whole(said)}, ${whole(duplicates)} handed over twice, ${whole(late)} late: ${whole(lost)} lost, ` +
      `${whole(twice)} answered twice, ${whole(overtaken)} overtaken, ${whole(refused)} refused; ` +
      `${whole(said / seconds)}/s${faults.length > 0 ? ` (${faults.join(', ')})` : ''}`,
    budget: 'none lost, twice or overtaken',
    met: lost + twice + overtaken + refused === 0,
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

const onlyOption = new Option('--only <parts...>', 'only these parts').choices(sections).default(sections, 'all');

await new Command('npm run bench:channels --')
  .description(
    'Measures how fast webhooks are acknowledged, and whether anything is lost, repeated or overtaken, and how fast a voice answers.',
  )
  .addOption(onlyOption)
  .option('--per-second <number>', 'webhooks a second', positive, 200)
  .option('--seconds <number>', 'how long webhooks are counted', positive, 30)
  .option('--messages <number>', 'messages on all channels together', positive, 100_000)
  .option('--people <number>', 'people on each channel', positive, 500)
  .option('--calls <number>', 'phone calls at once', positive, 50)
  .option('--turns <number>', 'turns in each call', positive, 20)
  .addHelpText('after', help)
  .action(run)
  .parseAsync();
