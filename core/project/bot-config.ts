import { didYouMean } from '../nearest.js';
import { sameLanguage } from '../nlu/languages.js';
import type { Place } from '../place.js';
import { type Environment, readConfigTree } from './config-file.js';
import { errorAt, type Problem } from './problem.js';
import { expectItems, expectMap, expectText, expectTextOrTexts, isEmpty, readKey, requireKey } from './yaml-expect.js';
import { toPlain, type YamlMap, type YamlNode } from './yaml-tree.js';

/** `config.yml` of a bot as written: its parts are checked by the components and policies that they name. */
export interface BotConfig {
  readonly recipe: string | undefined;
  readonly language: string | undefined;
  /** The languages that the bot knows beside its own, as IETF tags (Rasa Pro's `additional_languages`). */
  readonly additionalLanguages: readonly string[];
  readonly assistantId: string | undefined;
  /** `undefined` where the bot leaves the choice to Parley. */
  readonly pipeline: readonly ConfigPart[] | undefined;
  readonly policies: readonly ConfigPart[] | undefined;
  /** The other top-level keys, as written. */
  readonly other: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** One component of the pipeline or one policy, with its own settings. */
export interface ConfigPart {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** The one recipe that there is. */
const RECIPE = 'default.v1';
const keys = ['recipe', 'language', 'additional_languages', 'assistant_id', 'pipeline', 'policies', 'version'];

/** Reads `config.yml`; what is wrong goes to `problems`. */
export async function readBotConfig(
  file: string,
  environment: Environment,
  problems: Problem[],
): Promise<BotConfig | undefined> {
  const map = await readConfigTree(file, environment, problems);
  if (!map) return undefined;
  const what = 'The config';
  const read = (key: string) => {
    const entry = map.entries.get(key);
    return entry && !isEmpty(entry.value) ? readKey(map, key, what, expectText, problems) : undefined;
  };
  checkRecipe(map, read('recipe'), problems);
  const language = read('language');
  const additional = readKey(map, 'additional_languages', what, expectTextOrTexts, problems) ?? [];
  const other = [...map.entries.values()].filter(({ key }) => !keys.includes(key));
  return {
    recipe: read('recipe'),
    language,
    additionalLanguages: [...new Set(additional)].filter((one) => !sameLanguage(one, language ?? 'en')),
    assistantId: read('assistant_id'),
    pipeline: readParts(map, 'pipeline', problems),
    policies: readParts(map, 'policies', problems),
    other: Object.fromEntries(other.map(({ key, value }) => [key, toPlain(value)])),
    place: { file, line: 1 },
  };
}

/** Rasa's other recipe, `graph.v1`, wires its classes by name; there is nothing that could stand for that. */
function checkRecipe(map: YamlMap, recipe: string | undefined, problems: Problem[]): void {
  const place = map.entries.get('recipe')?.value.place;
  if (!place || recipe === undefined || recipe === RECIPE) return;
  problems.push(errorAt(place, 'CONFIG_RECIPE_UNKNOWN', { recipe, hint: didYouMean(recipe, [RECIPE]), known: RECIPE }));
}

function readParts(map: YamlMap, key: string, problems: Problem[]): ConfigPart[] | undefined {
  const entry = map.entries.get(key);
  if (!entry || isEmpty(entry.value)) return undefined;
  return expectItems(entry.value, `\`${key}\``, problems)
    .map((item) => readPart(item, key, problems))
    .filter((part) => part !== undefined);
}

/** `- name: X` with its settings beside it, or `- X` alone. */
function readPart(node: YamlNode, key: string, problems: Problem[]): ConfigPart | undefined {
  const what = `An item of \`${key}\``;
  if (node.kind === 'scalar') {
    const name = expectText(node, what, problems);
    return name === undefined ? undefined : { name, options: {}, place: node.place };
  }
  const map = expectMap(node, what, problems);
  const nameNode = map && requireKey(map, 'name', what, problems);
  const name = nameNode && expectText(nameNode, '`name`', problems);
  if (!map || name === undefined) return undefined;
  const { name: _, ...options } = toPlain(map) as Record<string, unknown>;
  return { name, options, place: map.place };
}
