import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ParleyError } from '../errors.js';
import type { BotDefinition } from '../pack.js';
import { keptBundle } from './kept-bundle.js';

/** Run from its sources, Parley is under a loader that reads TypeScript already (Vitest). */
const runsFromSource = import.meta.url.endsWith('.ts');

const definitionSchema = z.object({ default: z.looseObject({}) });

/**
 * Loads `bot.ts` (or `bot.js`) of a folder; a Rasa project has none and is a bot as it stands.
 *
 * @throws ParleyError `BOT_DEFINITION_BROKEN` with what the file's own code threw as its cause.
 */
export async function loadDefinition(folder: string): Promise<BotDefinition> {
  const path = ['bot.ts', 'bot.js'].map((name) => resolve(folder, name)).find((file) => existsSync(file));
  if (!path) return {};
  const loaded: unknown = await importBot(path).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('BOT_DEFINITION_BROKEN', { path, reason }, { cause });
  });
  const definition = definitionSchema.safeParse(loaded);
  if (!definition.success) throw new ParleyError('BOT_DEFINITION_BROKEN', { path, reason: 'it exports no bot' });
  return definition.data.default as BotDefinition;
}

async function importBot(path: string): Promise<unknown> {
  if (runsFromSource) return import(pathToFileURL(path).href);
  process.setSourceMapsEnabled(true);
  const kept = await keptBundle(path);
  if (kept !== undefined) return import(kept);
  // Only code that has changed needs the bundler.
  const { bundleBot } = await import('./bundle.js');
  return import(await bundleBot(path));
}
