import { didYouMean } from '../../nearest.js';
import type { BotConfig } from '../bot-config.js';
import { type Environment, readConfigTree } from '../config-file.js';
import { type Problem, warningAt } from '../problem.js';

/** What config.yml may say: Rasa's (rasa.com/docs/rasa/model-configuration), of which `importers` means nothing here. */
const known = [
  'version',
  'recipe',
  'assistant_id',
  'language',
  'additional_languages',
  'pipeline',
  'policies',
  'importers',
];

/** config.yml has no keys that mean nothing to anybody. */
export async function configKeys(config: BotConfig | undefined, environment: Environment): Promise<Problem[]> {
  const others = Object.keys(config?.other ?? {}).filter((key) => !known.includes(key));
  if (!config || others.length === 0) return [];
  const tree = await readConfigTree(config.place.file, environment, []);
  return others.map((key) => {
    const place = tree?.entries.get(key)?.keyPlace ?? config.place;
    return warningAt(place, 'CONFIG_KEY_UNKNOWN', { key, hint: didYouMean(key, known), known: known.join(', ') });
  });
}
