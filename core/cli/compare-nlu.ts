import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pc from 'picocolors';
import type { LoadedBot } from '../bot/load-bot.js';
import type { Logger } from '../kernel/logger.js';
import { throwProblems } from '../project/problem.js';
import { type ConfigOutcome, compareConfigs, deviation, mean } from '../testing/nlu/compare/compare-configs.js';
import { drawComparison } from '../testing/nlu/compare/draw-comparison.js';
import { isReal } from '../testing/nlu/compare/paired-test.js';
import { trainParse } from '../testing/nlu/train-parse.js';
import { createProgress } from './progress.js';

/** A bot under one of several configurations. */
export interface ConfiguredBot {
  /** The path of its config. */
  readonly config: string;
  readonly bot: LoadedBot;
}

/** How configurations are compared. */
interface CompareNluOptions {
  readonly runs: number;
  readonly percentages: readonly number[];
  readonly out: string;
  readonly plots: boolean;
  readonly log: Logger;
}

/**
 * Compares configurations, and writes what came of it: `results.json` with the F1 of each run and percentage, as Rasa
 * has it; `comparison.json` with the paired tests; `nlu_model_comparison_graph.svg`.
 */
export async function compareNlu(bots: readonly ConfiguredBot[], options: CompareNluOptions): Promise<string> {
  const [first] = bots;
  if (!first) return '';
  const { runs, percentages, out, plots, log } = options;
  for (const { bot } of bots) throwProblems(bot.project.problems);
  const names = namesOf(bots.map(({ config }) => config));
  const configs = bots.map(({ bot, config }, at) => ({ name: names[at] ?? config, train: trainParse(bot, log) }));
  const progress = createProgress();
  const outcomes = await compareConfigs(first.bot.project.data.nlu, configs, { runs, percentages, progress });
  progress.done(`${pc.green('✓')} ${bots.length} configurations, ${runs} runs`);
  await mkdir(out, { recursive: true });
  const write = (name: string, value: unknown) => writeFile(join(out, name), `${JSON.stringify(value, null, 2)}\n`);
  await write('results.json', Object.fromEntries(outcomes.map(({ name, f1 }) => [name, f1])));
  await write(
    'comparison.json',
    outcomes.map(({ name, against }) => ({ name, against: against ?? null })),
  );
  if (plots) await writeFile(join(out, 'nlu_model_comparison_graph.svg'), drawComparison(outcomes, percentages));
  return [...table(outcomes, percentages), '', ...verdicts(outcomes)].join('\n');
}

/** File names, or paths where two files have one name. */
function namesOf(paths: readonly string[]): readonly string[] {
  const short = paths.map((path) => basename(path));
  return new Set(short).size === short.length ? short : paths;
}

function table(outcomes: readonly ConfigOutcome[], percentages: readonly number[]): string[] {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const head = percentages.map((percentage) => `${100 - percentage} % of data`.padEnd(16)).join('');
  const rows = outcomes.map(({ name, f1 }) => {
    const cells = percentages.map((_, at) => f1.map((row) => row[at] ?? 0));
    return `${name.padEnd(width)}  ${cells.map((values) => spread(values).padEnd(16)).join('')}`;
  });
  return [pc.bold(`${'F1'.padEnd(width)}  ${head}`), ...rows].map((line) => line.trimEnd());
}

const spread = (values: readonly number[]): string =>
  `${points(mean(values))}${values.length > 1 ? ` ± ${points(deviation(values))}` : ''}`;

const points = (share: number): string => (100 * share).toFixed(1);

/** Says of each configuration whether it differs from the first. */
function verdicts([first, ...others]: readonly ConfigOutcome[]): string[] {
  return others.flatMap(({ name, against }) => {
    if (!first || !against) return [];
    const { difference, interval, better, worse, chance } = against;
    const [low, high] = interval.map(points);
    const more = difference >= 0 ? 'more' : 'fewer';
    const said = `${name} understands ${points(Math.abs(difference))} of 100 messages ${more} than ${first.name}`;
    const verdict = isReal(against) ? pc.green('The difference is real') : pc.yellow('That may well be chance');
    return [
      `${said} (95 % interval ${low} to ${high}). ${verdict}:`,
      `  ${better} messages are understood better and ${worse} worse, which chance alone makes in ${points(chance)} % of tests.`,
    ];
  });
}
