import { z } from 'zod';
import { type Component, didYouMean } from '../core/index.js';
import { idleSettings } from './rasa-names-settings.js';
import type { Translation } from './rasa-names-translate.js';

/** What is said of a translation: `notes` for information, `warnings` where something the config asks for is missing. */
interface Told {
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Says what runs as what, and what became of the settings; each thing once, however often the config has it. */
export function describeChanges(translations: readonly Translation[], components: readonly Component[]): Told {
  const ofRasa = translations.filter(({ rasa }) => rasa !== undefined);
  const warnings = ofRasa.flatMap((one, at) => [
    ...lossOf(one),
    ...repetitionOf(one, ofRasa.slice(0, at)),
    ...unknownSettings(one, components),
  ]);
  return { notes: [...renamings(ofRasa), ...idle(ofRasa)], warnings: [...new Set(warnings)] };
}

/** `RegexFeaturizer and CountVectorsFeaturizer run as NgramFeatures.` */
function renamings(translations: readonly Translation[]): string[] {
  const byTarget = new Map<string, Set<string>>();
  for (const { name, doneBy, rasa } of translations) {
    if (rasa?.loss !== undefined || (doneBy.length === 1 && doneBy[0] === name && !rasa?.note)) continue;
    const target = doneBy.length === 0 ? 'nothing' : join(doneBy) + (rasa?.note ? `, ${rasa.note}` : '');
    byTarget.set(target, (byTarget.get(target) ?? new Set()).add(name));
  }
  return [...byTarget].map(([target, names]) => {
    const verb = target === 'nothing' ? ['does', 'do'] : ['runs as', 'run as'];
    return `${join([...names])} ${names.size === 1 ? verb[0] : verb[1]} ${target}${target === 'nothing' ? ' here' : ''}.`;
  });
}

/** What Rasa's settings choose is chosen by itself here, from the data. */
function idle(translations: readonly Translation[]): string[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, entry } of translations) {
    const written = Object.keys(entry).filter(
      (setting) => idleSettings[name]?.includes(setting) && !namesOfModels.includes(setting),
    );
    byName.set(name, new Set([...(byName.get(name) ?? []), ...written]));
  }
  const parts = [...byName].flatMap(([name, written]) =>
    written.size > 0 ? [`${join([...written])} of ${name}`] : [],
  );
  return parts.length > 0 ? [`Chosen by itself here, whatever the config says: ${parts.join('; ')}.`] : [];
}

/** They say which language model is looked for; what is found, or missing, is told anyway. */
const namesOfModels = ['model_name', 'model_weights'];

function lossOf({ entry, name, rasa, warning }: Translation): string[] {
  if (warning) return [warning];
  if (rasa?.loss) return [`${name}: ${rasa.loss}; left out.`];
  if (entry.name === name || /^rasa\./.test(entry.name)) return [];
  return [`${entry.name}: a class in Python, which is not run here; what stands for Rasa's ${name} does its work.`];
}

/** Two of a kind are one here; when the second says something else, that is lost. */
function repetitionOf({ name, rasa, entry, entries, doneBy }: Translation, before: readonly Translation[]): string[] {
  const settings = Object.keys(rasa?.settings ?? {}).filter((setting) => setting !== 'name');
  const first = before.find((other) => other.name === name);
  const differs = settings.some((setting) => (first?.entry[setting] ?? null) !== (entry[setting] ?? null));
  if (!first || entries.length === doneBy.length || !differs) return [];
  return [`${name} stands in the pipeline more than once; the settings of the first hold.`];
}

function unknownSettings({ name, entry, rasa }: Translation, components: readonly Component[]): string[] {
  const known = [
    ...Object.keys(rasa?.settings ?? {}),
    ...Object.keys(rasa?.switches ?? {}),
    ...(idleSettings[name] ?? []),
    ...ownSettings(name, components),
  ];
  return Object.keys(entry)
    .filter((setting) => setting !== 'name' && !known.includes(setting))
    .map((setting) => `${name}: there is no setting "${setting}"; left out. ${didYouMean(setting, known)}`.trimEnd());
}

/** Settings that only Parley's component of the same name knows. */
export function ownSettings(name: string, components: readonly Component[]): readonly string[] {
  const schema = components.find((component) => component.name === name)?.config;
  const all = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return all.filter((setting) => !idleSettings[name]?.includes(setting));
}

/** `a`, `a and b`, `a, b and c`. */
const join = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
