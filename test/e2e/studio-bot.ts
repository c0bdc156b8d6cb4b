import { cp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latestModel } from '../../core/model/model-folder.js';
import { temporaryFolder } from '../kit/database.js';

const studio = fileURLToPath(new URL('../../domains/tattoo-studio', import.meta.url));

/** A folder whose bot is the tattoo studio, with a database of its own; the studio's model is its, too, where there is one. */
export async function writeStudioBot(): Promise<{ folder: string; remove(): void }> {
  const place = temporaryFolder('studio');
  await writeFile(join(place.folder, 'bot.ts'), `export { default } from ${JSON.stringify(join(studio, 'bot.ts'))};\n`);
  const model = await latestModel(join(studio, 'models'));
  if (model) await cp(model, join(place.folder, 'models', basename(model)));
  return place;
}
