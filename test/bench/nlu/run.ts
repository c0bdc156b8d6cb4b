import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { circumstancesNow } from '../circumstances.js';
import { headOf, markdownTable, verdict } from '../figures.js';
import { type PartName, parts } from './parts.js';
import type { Row } from './rows.js';

const partNames = Object.keys(parts) as PartName[];
/** What takes minutes by itself is measured when it is asked for. */
const heavyNames: readonly PartName[] = ['quality', 'large'];
const usualNames = partNames.filter((name) => !heavyNames.includes(name));

const help = `
Examples:
  $ npm run bench:nlu -- --banking77 FOLDER --snips FOLDER   the table, in less than ten minutes
  $ npm run bench:nlu -- --banking77 FOLDER --only few       only this part
  $ npm run bench:nlu -- --only quality,large                what takes minutes by itself: slots in quality mode, 75,000
                                                             examples; not done unless asked for
  $ npm run bench:nlu -- --seeds 1 --json figures.json       one random start; the figures to a file, too

Parts: ${partNames.join(', ')}.

The data sets are not part of the project:
  BANKING77 (Casanueva et al. 2020): train.csv and test.csv, from github.com/PolyAI-LDN/task-specific-datasets
  SNIPS (Coucke et al. 2018): train_INTENT_full.json and validate_INTENT.json, from
  github.com/sonos/nlu-benchmark (2017-06-custom-intent-engines), all in one folder

Each training runs in a process of its own. Models were tuned on splits of the training parts; the test parts are read
here only. nlp.js (@nlpjs/basic) is trained as its guide does. Figures that miss what they are to reach are printed as
they are. Several random starts are given as mean ± standard deviation; "10 per intent" draws anew for each.`;

interface Flags {
  readonly banking77?: string;
  readonly snips?: string;
  readonly only: readonly PartName[];
  readonly seeds: number;
  readonly json?: string;
}

async function run({ banking77, snips, only, seeds, json }: Flags, command: Command): Promise<void> {
  const begun = performance.now();
  const note = (text: string) =>
    console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const rows: Row[] = [];
  const options = { banking77: banking77 ?? '', snips: snips ?? '', seeds, note };
  for (const name of only) {
    if (name === 'snips' || name === 'quality') {
      await assertThere(command, 'snips', snips, 'train_PlayMusic_full.json');
    } else if (name !== 'large' && name !== 'lists') {
      await assertThere(command, 'banking77', banking77, 'train.csv');
    }
  }
  for (const name of only) rows.push(...(await parts[name](options)));
  const circumstances = circumstancesNow();
  const lines = rows.map((row) => [row.name, row.parley, row.reach ?? '', verdict(row.met), row.nlpjs ?? '']);
  console.log(`\n${headOf(circumstances)}\n`);
  console.log(markdownTable([['', 'Parley', 'to reach', '', 'nlp.js'], ...lines]).join('\n'));
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ ...circumstances, seeds, rows }, null, 2)}\n`);
}

async function assertThere(command: Command, option: string, folder: string | undefined, file: string): Promise<void> {
  const missing = folder === undefined ? 'Its folder is not given' : `There is no ${file} in ${folder}`;
  const found =
    folder !== undefined &&
    (await access(join(folder, file)).then(
      () => true,
      () => false,
    ));
  if (found) return;
  command.error(
    `${missing}: this part of the bench needs a data set that is not part of the project.\n` +
      `Give its folder with --${option} FOLDER or PARLEY_${option.toUpperCase()}; --help says where it is to be had.\n` +
      'With --only you choose the parts.',
  );
}

function partsFrom(text: string): readonly PartName[] {
  const names = text.split(',').map((name) => name.trim());
  const known = partNames.filter((name) => names.includes(name));
  if (known.length === names.length) return known;
  throw new InvalidArgumentError(`Parts are ${partNames.join(', ')}.`);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It has to be a whole number above 0.');
}

await new Command('npm run bench:nlu --')
  .description('Measures the NLU on public data sets beside nlp.js.')
  .addOption(new Option('--banking77 <folder>', 'the data set BANKING77').env('PARLEY_BANKING77'))
  .addOption(new Option('--snips <folder>', 'the data set SNIPS').env('PARLEY_SNIPS'))
  .option('--only <parts>', 'only these parts, separated by commas', partsFrom, usualNames)
  .option('--seeds <number>', 'how many random starts', positive, 3)
  .option('--json <file>', 'write the figures to a file, too')
  .addHelpText('after', help)
  .action(run)
  .parseAsync();
