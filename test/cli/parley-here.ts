import { vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';

/** How a command ended, and what it printed, without colours. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `parley` in this process, which is there already: for what its process has no part in. */
export async function parleyHere(...words: readonly string[]): Promise<Ended> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => void stdout.push(`${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => void stderr.push(`${line}\n`)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => stderr.push(String(text)) > 0),
  ];
  try {
    const code = await runCli(words, presets);
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
