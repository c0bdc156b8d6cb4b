import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ParleyError } from '../errors.js';
import type { BotDefinition } from '../pack.js';

/** Run from its sources, Parley is under a loader that reads TypeScript already (Vitest, tsx). */
const runsFromSource = import.meta.url.endsWith('.ts');

const definitionSchema = z.object({ default: z.looseObject({}) });

/**
 * Loads `bot.ts` (or `bot.js`) of a folder; a Rasa project has none and is a bot as it stands.
 *
 * @throws ParleyError `BOT_DEFINITION_BROKEN` with what the file's own code threw as its cause.
 */
export async function loadDefinition(folder: string): Promise<BotDefinition> {
  const path = ['bot.ts', 'bot.js'].map((name) => join(folder, name)).find((file) => existsSync(file));
  if (!path) return {};
  if (path.endsWith('.ts')) await readTypeScript();
  const loaded: unknown = await import(pathToFileURL(path).href).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('BOT_DEFINITION_BROKEN', { path, reason }, { cause });
  });
  const definition = definitionSchema.safeParse(loaded);
  if (!definition.success) throw new ParleyError('BOT_DEFINITION_BROKEN', { path, reason: 'it exports no bot' });
  return definition.data.default as BotDefinition;
}

let reading: Promise<void> | undefined;

/** Teaches Node.js to import TypeScript, once in a process and only when a bot needs it. */
function readTypeScript(): Promise<void> {
  reading ??= runsFromSource ? Promise.resolve() : startReading();
  return reading;
}

async function startReading(): Promise<void> {
  const typescript = await import('tsx/esm/api');
  typescript.register({ tsconfig: false });
  register(new URL('./resolve-hook.js', import.meta.url));
}
