import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({ pid: z.number(), url: z.string() });

/** Where a running bot can be reached, for other commands on the same folder. */
export type RunningNote = z.infer<typeof noteSchema>;

const pathOf = (folder: string) => join(folder, '.parley', 'running.json');

/** Leaves a note of where this process serves the bot. */
export async function writeRunningNote(folder: string, url: string): Promise<void> {
  await mkdir(join(folder, '.parley'), { recursive: true });
  await writeFile(pathOf(folder), JSON.stringify({ pid: process.pid, url } satisfies RunningNote));
}

/** Removes the note. */
export const removeRunningNote = (folder: string): Promise<void> => rm(pathOf(folder), { force: true });

/** The note of a process that runs the bot; one left behind by a process that was killed may be out of date, or cut. */
export async function readRunningNote(folder: string): Promise<RunningNote | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(pathOf(folder), 'utf8')));
  } catch {
    return undefined;
  }
}
