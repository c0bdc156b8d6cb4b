import { existsSync } from 'node:fs';
import type { Channel, ChannelSetup } from '../channel.js';
import { errorTexts } from '../errors.js';
import { checkConfig } from '../kernel/plugin-config.js';
import { readConfigTree } from '../project/config-file.js';
import type { Problem } from '../project/problem.js';
import { throwProblems } from '../project/problem.js';
import { toPlain, type YamlMap } from '../project/yaml-tree.js';
import { type ChannelOwner, knownChannels, unknownChannel } from './channel-settings.js';

/** How one channel of a bot stands. */
export interface ChannelReport extends Omit<ChannelSetup, 'openTo'> {
  readonly name: string;
  /** `on`: it opens with the bot. `incomplete`: it is named, and something is missing. `off`: it is not named. */
  readonly state: 'on' | 'incomplete' | 'off';
  /** None where the channel does not say, or is not known. */
  readonly openTo: ChannelSetup['openTo'] | undefined;
}

/** What a bot's files say of one channel; `config` holds the names of variables that are not set as they were written. */
interface Named {
  readonly config: unknown;
  readonly problems: readonly Problem[];
}

/** Stands for the bot's address as long as nobody has said it. */
export const unknownUrl = 'https://bot.example';

const nothing = { openTo: undefined, missing: [], steps: [], addresses: [] };

/**
 * How each channel of a bot stands, those that its files name first. Nothing is opened, and no secret is in it.
 *
 * @param publicUrl where platforms and people reach the bot; by default the `public_url` of a channel that has one
 * @throws ParleyError PROJECT_INVALID when `credentials.yml` can't be read as YAML
 */
export async function reportChannels(
  owner: ChannelOwner,
  publicUrl: string | undefined,
): Promise<{ readonly publicUrl: string; readonly channels: readonly ChannelReport[] }> {
  const known = knownChannels(owner);
  const named = await namedChannels(owner);
  const url = publicUrl ?? urlIn([...named.values()]) ?? unknownUrl;
  const others = known.filter(({ name }) => !named.has(name)).map(({ name }) => name);
  const channels = [...named.keys(), ...others].map((name): ChannelReport => {
    const channel = known.find((one) => one.name === name);
    return channel ? reportOne(channel, named.get(name), url) : reportUnknown(name, known);
  });
  return { publicUrl: url, channels };
}

/** The channels that open with the bot, in their order, with their settings. */
async function namedChannels({ credentials: path, definition, presets }: ChannelOwner): Promise<Map<string, Named>> {
  const own = (definition.channels ?? []).map(({ use, config }): [string, Named] => [
    use.name,
    { config, problems: [] },
  ]);
  if (!existsSync(path)) {
    const usual = presets.openChannels.map((name): [string, Named] => [name, { config: {}, problems: [] }]);
    return new Map([...usual, ...own]);
  }
  const problems: Problem[] = [];
  const tree = await readConfigTree(path, process.env, problems);
  throwProblems(problems.filter(({ code }) => code !== 'CONFIG_VARIABLE_MISSING'));
  return new Map([...own, ...(tree ? inFile(tree, problems) : [])]);
}

/** A missing variable belongs to the channel above it. */
function inFile({ entries }: YamlMap, problems: readonly Problem[]): [string, Named][] {
  const channels = [...entries.values()];
  return channels.map(({ key, keyPlace, value }, index) => {
    const end = channels[index + 1]?.keyPlace.line ?? Number.POSITIVE_INFINITY;
    const within = problems.filter(({ place }) => place.line >= keyPlace.line && place.line < end);
    return [key, { config: toPlain(value) ?? {}, problems: within }];
  });
}

function reportOne(channel: Channel, named: Named | undefined, publicUrl: string): ChannelReport {
  const { name } = channel;
  const unset = named?.problems.map(({ message, remedy }) => `${message} ${remedy}`) ?? [];
  // Settings that wait for a variable would only be called wrong.
  const checked = unset.length > 0 ? { config: undefined, problems: [] } : checkConfig(channel.config, named?.config);
  const setup = channel.setup?.(named ? checked.config : undefined, { publicUrl }) ?? nothing;
  const missing = [...unset, ...checked.problems, ...setup.missing];
  if (!named) return { name, ...setup, missing: checked.problems, state: 'off' };
  return { name, ...setup, missing, state: missing.length > 0 ? 'incomplete' : 'on' };
}

function reportUnknown(name: string, known: readonly Channel[]): ChannelReport {
  const { message, remedy } = errorTexts('CHANNEL_UNKNOWN', unknownChannel(name, known));
  return { name, ...nothing, missing: [`${message} ${remedy}`], state: 'incomplete' };
}

function urlIn(named: readonly Named[]): string | undefined {
  const urls = named.map(({ config }) => Object(config).public_url);
  return urls.find((url): url is string => typeof url === 'string' && url.startsWith('http'))?.replace(/\/+$/, '');
}
