import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../kit/database.js';

const studio = fileURLToPath(new URL('../../domains/tattoo-studio/bot.ts', import.meta.url));

/** A folder whose bot is the tattoo studio, with a model and a database of its own. */
export async function writeStudioBot(): Promise<{ folder: string; remove(): void }> {
  const place = temporaryFolder('studio');
  await writeFile(join(place.folder, 'bot.ts'), `export { default } from ${JSON.stringify(studio)};\n`);
  return place;
}
