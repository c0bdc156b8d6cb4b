import type { Domain, SlotDefinition } from '../domain/domain.js';
import { type UsedEntities, usedEntities } from '../domain/used-entities.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Fold } from './fold.js';
import { NOT_SET, REQUESTED_SLOT, SESSION_METADATA_SLOT } from './names.js';
import type { UserState } from './state.js';

/** The value of a categorical slot that is none of its values. */
const OTHER = '__other__';

/** Reads a conversation's moments the way a domain asks for. */
export interface Featurizer {
  readonly initialSlots: Readonly<Record<string, unknown>>;
  /** Features of the slots that have any. */
  slots(fold: Fold): Readonly<Record<string, string>>;
  /** The same, but only of slots that an event has set. */
  slotsSet(fold: Fold): Readonly<Record<string, string>>;
  user(fold: Fold): UserState | undefined;
}

const featurizers = new WeakMap<Domain, Featurizer>();

/** The featurizer of a domain; made once for each. */
export function featurizerOf(domain: Domain): Featurizer {
  const known = featurizers.get(domain);
  if (known) return known;
  const made = makeFeaturizer(domain);
  featurizers.set(domain, made);
  return made;
}

function makeFeaturizer(domain: Domain): Featurizer {
  const definitions = [...domain.slots.values()];
  const featurized = definitions.filter((slot) => slot.influenceConversation && slot.type !== 'any');
  const initialSlots: Record<string, unknown> = { [REQUESTED_SLOT]: null, [SESSION_METADATA_SLOT]: null };
  for (const slot of definitions) initialSlots[slot.name] = slot.initialValue ?? null;
  const seen = new WeakMap<object, Readonly<Record<string, string>>>();
  const used = usedEntities(domain);

  const slots = (fold: Fold) => {
    const known = seen.get(fold.slots);
    if (known) return known;
    const features = featuresOf(featurized, fold.slots);
    seen.set(fold.slots, features);
    return features;
  };
  return {
    initialSlots: Object.freeze(initialSlots),
    slots,
    slotsSet: (fold) =>
      featuresOf(
        featurized.filter((slot) => slot.name in fold.slotSetAt),
        fold.slots,
      ),
    user: (fold) => fold.message && userState(used, fold.message, fold.readText),
  };
}

function featuresOf(definitions: readonly SlotDefinition[], values: Readonly<Record<string, unknown>>) {
  const features: Record<string, string> = {};
  for (const slot of definitions) {
    const feature = slotFeature(slot, values[slot.name]);
    if (feature !== undefined) features[slot.name] = feature;
  }
  return features;
}

/**
 * What the policies see of a slot's value, as Rasa's slot types have it (`rasa/shared/core/slots.py`):
 * whether a text or list is there, which category, which truth value, where a number lies in its range.
 */
export function slotFeature(slot: SlotDefinition, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value === NOT_SET) return NOT_SET;
  switch (slot.type) {
    case 'text':
      return 'set';
    case 'list':
      return (Array.isArray(value) || typeof value === 'string') && value.length > 0 ? 'set' : undefined;
    case 'bool':
      return boolFeature(value);
    case 'categorical': {
      const name = String(value).toLowerCase();
      return slot.values.includes(name) ? name : OTHER;
    }
    case 'float': {
      const number = typeof value === 'object' || value === '' ? Number.NaN : Number(value);
      if (Number.isNaN(number)) return undefined;
      const capped = Math.max(slot.minValue, Math.min(slot.maxValue, number));
      return String((capped - slot.minValue) / (Math.abs(slot.maxValue - slot.minValue) || 1));
    }
    default:
      return undefined;
  }
}

function boolFeature(value: unknown): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value === 1);
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return String(Number(value) === 1);
  const word = value.trim().toLowerCase();
  return word === 'true' || word === 'false' ? word : undefined;
}

function userState(used: UsedEntities, message: ParseResult, readText: boolean | undefined): UserState | undefined {
  const intent = readText === true ? undefined : (message.intent.name ?? undefined);
  const text = readText === false || message.text === '' ? undefined : message.text;
  const entities = readText === true ? [] : entityLabels(used, message);
  if (intent === undefined && text === undefined && entities.length === 0) return undefined;
  return { intent, text, entities };
}

/** Labels of the entities of a message that its intent lets the policies see, sorted. */
function entityLabels(used: UsedEntities, message: ParseResult): readonly string[] {
  if (message.entities.length === 0) return [];
  const labels = new Set<string>();
  for (const { entity, role, group } of message.entities) {
    labels.add(entity);
    if (role) labels.add(`${entity}#${role}`);
    if (group) labels.add(`${entity}#${group}`);
  }
  return [...labels].filter((label) => used.sees(message.intent.name, label)).sort();
}
