import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { circumstancesNow } from '../circumstances.js';
import { tableOf } from '../figures.js';
import { measureCore, type SectionName, sectionNames } from './sections.js';

const help = `
Examples:
  $ npm run bench:core                          everything, in about three minutes
  $ npm run bench:core -- --only turn,history   only these parts
  $ npm run bench:core -- --json figures.json   writes the figures to a file, too

Parts: ${sectionNames.join(', ')}.

The projects are made up by test/bench/core/synthetic-bot.ts: 40 intents, 60 responses, stories of four turns. Each
part runs in a process of its own. Figures that miss their budget are printed as they are.`;

interface Flags {
  readonly only: ReadonlySet<SectionName>;
  readonly json?: string;
}

async function run({ only, json }: Flags): Promise<void> {
  const begun = performance.now();
  const note = (text: string) =>
    console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const figures = await measureCore(only, note);
  const circumstances = circumstancesNow();
  console.log(`\n${tableOf(figures, circumstances)}`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ ...circumstances, figures }, null, 2)}\n`);
}

function sectionsFrom(text: string): ReadonlySet<SectionName> {
  const names = text.split(',').map((name) => name.trim());
  const known = sectionNames.filter((name) => names.includes(name));
  if (known.length === names.length) return new Set(known);
  throw new InvalidArgumentError(`Parts are ${sectionNames.join(', ')}.`);
}

await new Command('npm run bench:core --')
  .description('Measures the dialogue core on made-up projects.')
  .option('--only <parts>', 'only these parts, separated by commas', sectionsFrom, new Set(sectionNames))
  .option('--json <file>', 'write the figures to a file, too')
  .addHelpText('after', help)
  .action(run)
  .parseAsync();
