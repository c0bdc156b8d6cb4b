import { z } from 'zod';
import { didYouMean } from '../nearest.js';
import { builtInPolicies } from './built-in.js';

/** A policy of a config with its settings, and what is to be said of the config. */
interface Translated<Entry> {
  readonly entries: readonly Entry[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Leaves out settings that a built-in policy does not know, and says so: Rasa takes any, and others' configs have some
 * that are left over from a policy of earlier days. What Rasa's `featurizer` says of `max_history` is taken over.
 */
export function leaveOutUnknownSettings<Entry extends { readonly name: string }>(
  policies: Translated<Entry>,
): Translated<Entry> {
  const warnings = [...policies.warnings];
  const entries = policies.entries.map((entry): Entry => {
    const schema = builtInPolicies.find(({ name }) => name === entry.name)?.config;
    if (!(schema instanceof z.ZodObject)) return entry;
    const known = Object.keys(schema.shape);
    const given = Object.entries(known.includes('max_history') ? { ...featurizerSettings(entry), ...entry } : entry);
    const unknown = given.map(([key]) => key).filter((key) => !['name', 'featurizer', ...known].includes(key));
    for (const key of unknown) {
      warnings.push(`${entry.name}: it has no setting "${key}"; left out. ${didYouMean(key, known)}`.trimEnd());
    }
    return Object.fromEntries(given.filter(([key]) => key === 'name' || known.includes(key))) as Entry;
  });
  return { entries, notes: policies.notes, warnings };
}

/** `featurizer: [{ name: MaxHistoryTrackerFeaturizer, max_history: 5 }]`, or `FullDialogueTrackerFeaturizer`. */
const featurizerSchema = z.looseObject({
  featurizer: z.tuple([z.looseObject({ name: z.string(), max_history: z.number().nullable().optional() })]),
});

function featurizerSettings(entry: unknown): Readonly<Record<string, unknown>> {
  const featurizer = featurizerSchema.safeParse(entry).data?.featurizer[0];
  if (!featurizer) return {};
  if (featurizer.name === 'FullDialogueTrackerFeaturizer') return { max_history: null };
  return featurizer.max_history === undefined ? {} : { max_history: featurizer.max_history };
}
