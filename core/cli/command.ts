import type { Command } from 'commander';
import type { Presets } from '../bot/presets.js';

/** Adds one command to the program. `run` hands its exit code on. */
export type AddCommand = (program: Command, presets: Presets, finish: (code: number) => void) => void;

/** Examples for the help of a command, each with what it does. */
export function examples(...lines: readonly (readonly [command: string, effect: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, effect]) => `  $ ${command.padEnd(width)}   ${effect}`).join('\n')}`;
}

/** The words of every command's optional argument. */
export const BOT_ARGUMENT = [
  '[bot]',
  'folder of the bot; default: this folder, or `parley.bot` of its package.json',
] as const;
