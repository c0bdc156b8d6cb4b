import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import { locateBot } from '../../bot/locate.js';
import { latestModel } from '../../model/model-folder.js';
import { type AddCommand, BOT_ARGUMENT } from '../command.js';
import { exitCode } from '../exit-code.js';
import { formatBytes } from '../format-bytes.js';

/** `parley models list`: the trained models of a bot, and the pretrained ones that it may use. */
export const addModelsList: AddCommand = (models, presets, finish) => {
  models
    .command('list')
    .description('list the models that the bot trained, and those that were trained elsewhere')
    .argument(...BOT_ARGUMENT)
    .action(async (given: string | undefined) => {
      const folder = locateBot(given);
      const trained = await listTrained(join(folder, 'models'));
      const pretrained = await presets.pretrained.list(folder);
      show('Trained here', trained, 'none; `parley train` makes one');
      const lines = pretrained.map(({ name, about, bytes }) => `${name}  ${pc.dim(`${about}, ${formatBytes(bytes)}`)}`);
      show('Trained elsewhere', lines, 'none; `parley models add` takes one in');
      finish(exitCode.ok);
    });
};

async function listTrained(folder: string): Promise<readonly string[]> {
  const latest = await latestModel(folder);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tar')).sort();
  return Promise.all(
    names.map(async (name) => {
      const { size } = await stat(join(folder, name));
      const answers = join(folder, name) === latest ? `  ${pc.green('answers')}` : '';
      return `${name}  ${pc.dim(formatBytes(size))}${answers}`;
    }),
  );
}

function show(title: string, lines: readonly string[], none: string): void {
  console.log(pc.bold(title));
  for (const line of lines.length > 0 ? lines : [pc.dim(none)]) console.log(`  ${line}`);
}
