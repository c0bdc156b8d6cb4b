import { existsSync } from 'node:fs';
import { knownChannels } from '../../bot/channel-settings.js';
import type { LoadedBot } from '../../bot/load-bot.js';
import { missingRasaChannel, rasaChannels } from '../../bot/rasa-channels.js';
import { checkConfig } from '../../kernel/plugin-config.js';
import { didYouMean } from '../../nearest.js';
import { type Environment, readConfigTree } from '../config-file.js';
import { displayPath } from '../files.js';
import { errorAt, infoAt, type Problem, warningAt } from '../problem.js';
import { toPlain, type YamlEntry } from '../yaml-tree.js';

/** credentials.yml names channels that are there, with settings that they have. */
export async function checkCredentials(bot: LoadedBot, environment: Environment): Promise<Problem[]> {
  if (!existsSync(bot.credentials)) return [];
  const found: Problem[] = [];
  const tree = await readConfigTree(displayPath(bot.credentials), environment, found);
  // Where a bot is checked need not be where it runs.
  const problems = found.map(
    (problem): Problem => (problem.code === 'CONFIG_VARIABLE_MISSING' ? { ...problem, severity: 'warning' } : problem),
  );
  const entries = [...(tree?.entries.values() ?? [])];
  return [
    ...problems,
    ...entries.flatMap((entry, index) => {
      const end = entries[index + 1]?.keyPlace.line ?? Number.POSITIVE_INFINITY;
      const waits = found.some(({ place }) => place.line >= entry.keyPlace.line && place.line < end);
      return checkChannel(bot, entry, waits);
    }),
  ];
}

function checkChannel(bot: LoadedBot, { key: channel, keyPlace, value }: YamlEntry, waits: boolean): Problem[] {
  const known = knownChannels(bot);
  const use = known.find(({ name }) => name === channel);
  if (!use) {
    const missing = missingRasaChannel(channel);
    // The bot starts without a word about it, too.
    if (missing && missing.warning === undefined) return [];
    const names = known.map(({ name }) => name);
    const report = missing ? warningAt : errorAt;
    const hint = didYouMean(channel, names);
    return [report(keyPlace, 'CREDENTIALS_CHANNEL_UNKNOWN', { channel, hint, known: names.join(', ') })];
  }
  // Settings that wait for a variable would only be called wrong.
  const { problems } = waits ? { problems: [] } : checkConfig(use.config, toPlain(value) ?? {});
  return problems.length === 0
    ? []
    : [errorAt(keyPlace, 'CREDENTIALS_SETTING', { channel, problems: problems.join('; ') })];
}

/** Variations of responses are for channels that there are; one with a name of its own may come with other code. */
export function responseChannels(bot: LoadedBot): Problem[] {
  const known = [...new Set([...knownChannels(bot).map(({ name }) => name), ...rasaChannels])];
  return [...bot.project.domain.responses].flatMap(([response, variations]) =>
    variations.flatMap(({ channel, place }) => {
      if (channel === undefined || known.includes(channel)) return [];
      const hint = didYouMean(channel, known);
      const report = hint === '' ? infoAt : warningAt;
      return [report(place, 'RESPONSE_CHANNEL_UNKNOWN', { response, channel, hint, known: known.join(', ') })];
    }),
  );
}
