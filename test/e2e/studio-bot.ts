import { cp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { beginStore } from '../../core/bot/open-store.js';
import { type RunningBot, serveBot } from '../../core/bot/serve.js';
import type { Channel } from '../../core/channel.js';
import { readSettings, type SettingFlags } from '../../core/config.js';
import { createLogger } from '../../core/kernel/pino-logger.js';
import { latestModel } from '../../core/model/model-folder.js';
import type { Configured } from '../../core/pack.js';
import { presets } from '../../presets.js';
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

/** The tattoo studio in this process, for channels that are handed what no file can name, such as a stand-in for a library. */
export async function serveStudio(
  channels: readonly Configured<Channel>[],
  flags: SettingFlags = {},
): Promise<RunningBot> {
  const place = await writeStudioBot();
  const bot = await loadBot(place.folder, presets);
  const running = await serveBot({
    bot,
    model: await ensureModel(bot),
    settings: readSettings({ port: '0', ...flags }, {}),
    log: createLogger({ level: 'error' }),
    channels,
    store: beginStore(place.folder, {}, () => {}),
  });
  return {
    ...running,
    async stop() {
      await running.stop();
      place.remove();
    },
  };
}
