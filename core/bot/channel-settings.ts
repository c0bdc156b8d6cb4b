import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../channel.js';
import { ParleyError } from '../errors.js';
import type { Configured } from '../pack.js';
import { readConfigFile } from '../project/config-file.js';
import type { LoadedBot } from './load-bot.js';

/**
 * The channels of a bot: those that `credentials.yml` names, or the usual ones where there is no such file, and those
 * of `bot.ts`.
 *
 * @throws ParleyError CHANNEL_UNKNOWN, PROJECT_INVALID
 */
export async function channelsOf({ folder, definition, presets }: LoadedBot): Promise<Configured<Channel>[]> {
  const own = definition.channels ?? [];
  const path = join(folder, 'credentials.yml');
  if (!existsSync(path)) {
    const usual = presets.channels.filter((channel) => presets.openChannels.includes(channel.name));
    return [...usual.map((use) => ({ use })), ...own];
  }
  const file = await readConfigFile(path);
  const known = [...presets.channels, ...own.map(({ use }) => use)];
  const named = Object.entries(file.value).map(([name, config]) => {
    const use = known.find((channel) => channel.name === name);
    if (use) return { use, config: config ?? {} };
    const names = known.map((channel) => channel.name).join(', ');
    throw new ParleyError('CHANNEL_UNKNOWN', { channel: name, known: names }, { place: file.placeOf([name]) });
  });
  return [...named, ...own.filter(({ use }) => !named.some((one) => one.use.name === use.name))];
}
