import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ParleyError } from '../errors.js';

const SIGNS = ['bot.ts', 'bot.js', 'domain.yml', 'domain.yaml', 'domain'];
const pointerSchema = z.object({ parley: z.object({ bot: z.string() }) });

/**
 * The folder of the bot that a command is about: the one given, else the current one, else the one that `parley.bot` of
 * the current package.json names.
 *
 * @throws ParleyError `BOT_NOT_FOUND`.
 */
export function locateBot(given: string | undefined, current = process.cwd()): string {
  const folder = resolve(current, given ?? pointer(current) ?? '.');
  if (!SIGNS.some((name) => existsSync(join(folder, name)))) throw new ParleyError('BOT_NOT_FOUND', { path: folder });
  return folder;
}

function pointer(folder: string): string | undefined {
  const path = join(folder, 'package.json');
  if (SIGNS.some((name) => existsSync(join(folder, name))) || !existsSync(path)) return undefined;
  const description = pointerSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return description.success ? description.data.parley.bot : undefined;
}
