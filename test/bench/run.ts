import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { circumstancesNow } from './circumstances.js';
import { tableOf } from './figures.js';
import { measure, type SectionName, sectionNames } from './sections.js';

const help = `
Examples:
  $ npm run bench                                  everything, in about six minutes
  $ npm run bench -- --only nlu,dialogue           only these parts
  $ npm run bench -- --only turns --long           a million turns on each database; takes long
  $ npm run bench -- --banking77 FOLDER            also trains on the data set BANKING77 (train.csv, test.csv)
  $ npm run bench -- --json figures.json           writes the figures to a file, too
  $ npm run bench -- --only turns --node=--cpu-prof --node=--cpu-prof-dir=profiles
                                                   writes CPU profiles of the bot's process

Parts: ${sectionNames.join(', ')}.

Each part runs in processes of its own, clients in another than the server; they share this machine's processors.
Warm-up: 3 s before durable turns are counted, 100 conversations before turns are timed, one round before parses are.
Figures that miss their budget are printed as they are.`;

interface Flags {
  readonly only: ReadonlySet<SectionName>;
  readonly database?: 'pglite' | 'postgresql';
  readonly banking77?: string;
  readonly connections: number;
  readonly people: number;
  readonly seconds: number;
  readonly long?: true;
  readonly node: readonly string[];
  readonly json?: string;
}

const MILLION = 1_000_000;

async function run(flags: Flags): Promise<void> {
  const begun = performance.now();
  const figures = await measure({
    sections: flags.only,
    database: flags.database,
    banking77: flags.banking77,
    connections: flags.connections,
    crowd: flags.people,
    seconds: flags.seconds,
    atLeast: flags.long ? MILLION : 0,
    nodeOptions: flags.node,
    note: (text) => console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`),
  });
  const circumstances = circumstancesNow();
  console.log(`\n${tableOf(figures, circumstances)}`);
  if (flags.json === undefined) return;
  await writeFile(flags.json, `${JSON.stringify({ ...circumstances, figures }, null, 2)}\n`);
}

function sectionsFrom(text: string): ReadonlySet<SectionName> {
  const names = text.split(',').map((name) => name.trim());
  const known = sectionNames.filter((name) => names.includes(name));
  if (known.length === names.length) return new Set(known);
  throw new InvalidArgumentError(`Parts are ${sectionNames.join(', ')}.`);
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

const databases = ['pglite', 'postgresql'] as const;
const onlyOption = new Option('--only <parts>', 'only these parts, separated by commas')
  .argParser(sectionsFrom)
  .default(new Set(sectionNames), 'all');
const databaseOption = new Option('--database <name>', 'only on this database').choices(databases);
const nodeOption = new Option('--node <word>', "a word for the bot's Node.js; may be repeated")
  .argParser((word, words: readonly string[]) => [...words, word])
  .default([], 'none');

await new Command('npm run bench --')
  .description('Measures Parley on the tattoo studio, and says how far the figures are from what they should be.')
  .addOption(onlyOption)
  .addOption(databaseOption)
  .option('--banking77 <folder>', 'also train on this data set')
  .option('--connections <number>', 'connections that ask without a pause', positive, 100)
  .option('--people <number>', 'people at once, who think in between', positive, 1_000)
  .option('--seconds <number>', 'how long durable turns are counted', positive, 10)
  .option('--long', 'go on to a million turns before the last look at the memory')
  .addOption(nodeOption)
  .option('--json <file>', 'write the figures to a file, too')
  .addHelpText('after', help)
  .action(run)
  .parseAsync();
