import type { PipelineEntry } from '../core/index.js';
import { type RasaName, rasaNames } from './rasa-names.js';
import { fillGaps } from './rasa-names-gaps.js';
import { describeChanges, ownSettings } from './rasa-names-notes.js';
import type { Surroundings } from './rasa-names-pretrained.js';

/** A pipeline in Parley's names, and what became of Rasa's. */
export interface TranslatedPipeline {
  readonly entries: readonly PipelineEntry[];
  /** What runs as what, for information. */
  readonly notes: readonly string[];
  /** What the config asks for and does not get, or says in a way that nobody knows. */
  readonly warnings: readonly string[];
}

/** One entry of a config, and what became of it. */
export interface Translation {
  /** As the config has it. */
  readonly entry: PipelineEntry;
  /** What it is in Rasa; `undefined` for a component of Parley or of the bot. */
  readonly rasa: RasaName | undefined;
  /** The last part of its name: `rasa.nlu.classifiers.diet_classifier.DIETClassifier` is DIETClassifier. */
  readonly name: string;
  /** Under Parley's names; empty where it is left out, or another entry does the same. */
  readonly entries: readonly PipelineEntry[];
  /** Components of Parley that do its work, whichever entry they stem from. */
  readonly doneBy: readonly string[];
  /** Why it does without the pretrained model that it has in Rasa. */
  readonly warning?: string;
}

/**
 * Puts Parley's components in the place of Rasa's, so that a Rasa project's config.yml runs as it stands. Several of
 * Rasa's may become one; names that are not Rasa's stay as they are. Every change is told.
 */
export function translateRasaPipeline(
  pipeline: readonly PipelineEntry[],
  { components = [], folder = '.', language = 'en' }: Partial<Surroundings> = {},
): TranslatedPipeline {
  const translations: Translation[] = [];
  for (const entry of pipeline) translations.push(translate(entry, translations, { components, folder, language }));
  const { entries, warnings } = fillGaps(translations, components);
  const told = describeChanges(translations, components);
  return { entries, notes: told.notes, warnings: [...told.warnings, ...warnings] };
}

function translate(entry: PipelineEntry, before: readonly Translation[], bot: Surroundings): Translation {
  const { components } = bot;
  const name = entry.name.split('.').at(-1) ?? entry.name;
  const rasa = Object.hasOwn(rasaNames, name) ? rasaNames[name] : undefined;
  const brought = components.some((component) => component.name === entry.name);
  if (!rasa || (brought && !rasa.components.includes(name))) {
    return { entry, rasa: undefined, name: entry.name, entries: [entry], doneBy: [entry.name] };
  }
  const found = rasa.pretrained?.({ ...entry, name }, bot);
  const made: PipelineEntry[] = [
    ...rasa.components
      .filter((component) => isOn(component, entry, rasa))
      .map((component) => ({
        ...settingsFor(component, entry, name, rasa, components),
        ...rasa.fixed,
        name: component,
      })),
    ...(found?.entry ? [found.entry] : []),
  ];
  const known = before.flatMap((one) => one.entries);
  return {
    ...{ entry, rasa, name },
    entries: made.filter((one) => !known.some((other) => isSame(one, other, rasa))),
    doneBy: made.map((one) => one.name),
    ...(found?.warning ? { warning: found.warning } : {}),
  };
}

/** DIETClassifier can be told to do only one of its two tasks. */
const isOn = (component: string, entry: PipelineEntry, { switches = {} }: RasaName): boolean =>
  !Object.entries(switches).some(([setting, target]) => target === component && entry[setting] === false);

/** Rasa's settings under Parley's names; a component that has the same name in both keeps what only Parley knows. */
function settingsFor(
  component: string,
  entry: PipelineEntry,
  name: string,
  { settings = {} }: RasaName,
  components: Surroundings['components'],
): Record<string, unknown> {
  const own = component === name ? ownSettings(name, components) : [];
  return Object.fromEntries(
    Object.entries({ ...entry, name })
      .filter(([, value]) => value !== undefined && value !== null)
      .flatMap(([setting, value]) => {
        const target = settings[setting] ?? (own.includes(setting) ? setting : undefined);
        return target === undefined ? [] : [[target, value] as const];
      }),
  );
}

const isSame = (one: PipelineEntry, other: PipelineEntry, { severalBy }: RasaName): boolean =>
  one.name === other.name && (severalBy === undefined || (one[severalBy] ?? null) === (other[severalBy] ?? null));
