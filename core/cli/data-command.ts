import type { Command } from 'commander';

/** Commands about training data stand below `data`, as in Rasa; several parts may add theirs. */
export const dataCommand = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'data') ??
  program.command('data').description('work on training data');
