import { cp, mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { packageRoot } from '../../bot/package-root.js';
import { ParleyError } from '../../errors.js';
import { type AddCommand, examples } from '../command.js';
import { exitCode } from '../exit-code.js';

/** `parley init`: writes a small bot that runs. */
export const addInit: AddCommand = (program, _presets, finish) => {
  program
    .command('init')
    .description('write a small bot that runs')
    .argument('<folder>', 'where to; it is made if it is not there')
    .addHelpText('after', examples(['parley init my-bot', 'then: parley run my-bot']))
    .action(async (folder: string) => {
      await initBot(resolve(folder));
      const path = relative(process.cwd(), resolve(folder)) || '.';
      console.log(`${basename(path)} is ready. Talk to it:\n\n  parley run ${path}\n  parley shell ${path}`);
      finish(exitCode.ok);
    });
};

/** Copies the template. @throws ParleyError FOLDER_NOT_EMPTY */
export async function initBot(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new ParleyError('FOLDER_NOT_EMPTY', { path: folder });
  await cp(join(packageRoot, 'core/cli/template'), folder, { recursive: true });
  // npm leaves a file named .gitignore out of packages, so the template carries it under another name.
  await rename(join(folder, 'gitignore'), join(folder, '.gitignore'));
}
