import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { parleyVersion } from '../bot/package-root.js';
import type { Presets } from '../bot/presets.js';
import { formatError, ParleyError } from '../errors.js';
import { examples } from './command.js';
import { addChannels } from './commands/channels.js';
import { addDataQuality } from './commands/data-quality.js';
import { addDataSplit } from './commands/data-split.js';
import { addErase } from './commands/erase.js';
import { addInit } from './commands/init.js';
import { addModels } from './commands/models.js';
import { addRun } from './commands/run.js';
import { addShell } from './commands/shell.js';
import { addTest } from './commands/test.js';
import { addTrain } from './commands/train.js';
import { addValidate } from './commands/validate.js';
import { exitCode } from './exit-code.js';

/**
 * Runs the `parley` command and returns its exit code: 0 all is well, 1 what was looked at is not as it should be, 2
 * wrong use.
 *
 * @param words the arguments after the program's name
 */
export async function runCli(words: readonly string[], presets: Presets): Promise<number> {
  let code: number = exitCode.ok;
  const program = new Command('parley')
    .description('Bots that answer on every channel: train them, run them, talk with them, test them.')
    .version(parleyVersion)
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
    // What stands behind a command is that command's own, or its subcommand's.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      examples(
        ['parley init my-bot', 'write a small bot that runs'],
        ['parley run my-bot', 'answer at http://localhost:5005'],
        ['parley test my-bot', 'hold the conversations of its tests/'],
      ),
    );
  for (const add of [
    addInit,
    addTrain,
    addRun,
    addShell,
    addValidate,
    addDataQuality,
    addDataSplit,
    addTest,
    addModels,
    addChannels,
    addErase,
  ]) {
    add(program, presets, (finished) => {
      code = finished;
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    console.error(pc.red(describe(error)));
    return exitCode.failed;
  }
}

/** A fault of the person's files or surroundings is told in words; one of Parley's own with its stack. */
function describe(error: unknown): string {
  if (error instanceof ParleyError) return formatError(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
