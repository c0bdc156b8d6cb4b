import { existsSync } from 'node:fs';
import type { Channel } from '../channel.js';
import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { Configured } from '../pack.js';
import { readConfigFile } from '../project/config-file.js';
import type { LoadedBot } from './load-bot.js';
import { missingRasaChannel } from './rasa-channels.js';

/** What says which channels a bot has. */
export type ChannelOwner = Pick<LoadedBot, 'credentials' | 'definition' | 'presets'>;

/** The channels that may be named: the built-in ones, and those of `bot.ts`. */
export function knownChannels({ definition, presets }: Omit<ChannelOwner, 'credentials'>): Channel[] {
  const own = (definition.channels ?? []).map(({ use }) => use);
  return [...presets.channels.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
}

/** What is said of a name that no channel has. */
export function unknownChannel(
  name: string,
  known: readonly Channel[],
): { [key in 'channel' | 'known' | 'meant']: string } {
  const names = known.map((channel) => channel.name);
  return { channel: name, known: names.join(', '), meant: didYouMean(name, names) };
}

/**
 * The channels of a bot: those that `credentials.yml` names, or the usual ones where there is no such file, and those
 * of `bot.ts`. With `only`, that one alone. What Rasa has and Parley has not is told to `warn` and left out.
 *
 * @throws ParleyError CHANNEL_UNKNOWN, CHANNEL_NAME_UNKNOWN, PROJECT_INVALID
 */
export async function channelsOf(
  owner: ChannelOwner,
  { only, warn = () => undefined }: { readonly only?: string; warn?(text: string): void } = {},
): Promise<Configured<Channel>[]> {
  const all = await allChannels(owner, warn);
  if (only === undefined) return all;
  const found = all.find(({ use }) => use.name === only);
  if (found) return [found];
  const known = knownChannels(owner);
  const use = known.find(({ name }) => name === only);
  if (!use) throw new ParleyError('CHANNEL_NAME_UNKNOWN', unknownChannel(only, known));
  return [{ use, config: {} }];
}

async function allChannels(owner: ChannelOwner, warn: (text: string) => void): Promise<Configured<Channel>[]> {
  const { credentials: path, definition, presets } = owner;
  const own = definition.channels ?? [];
  if (!existsSync(path)) {
    const usual = presets.channels.filter((channel) => presets.openChannels.includes(channel.name));
    return [...usual.map((use) => ({ use })), ...own];
  }
  const file = await readConfigFile(path);
  const known = knownChannels({ definition, presets });
  const named = Object.entries(file.value).flatMap(([name, config]): Configured<Channel>[] => {
    const use = known.find((channel) => channel.name === name);
    if (use) return [{ use, config: config ?? {} }];
    const missing = missingRasaChannel(name);
    if (missing?.warning !== undefined) warn(missing.warning);
    if (missing) return [];
    throw new ParleyError('CHANNEL_UNKNOWN', unknownChannel(name, known), { place: file.placeOf([name]) });
  });
  return [...named, ...own.filter(({ use }) => !named.some((one) => one.use.name === use.name))];
}
