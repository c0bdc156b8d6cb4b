import { defaultIntentNames } from '../domain/default-actions.js';
import type { Domain, SlotDefinition, SlotMapping } from '../domain/domain.js';
import { REQUESTED_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';

/** What a mapping gives for the latest message: a value, or that an action has to find it. */
export type Mapped = { readonly kind: 'found'; readonly value: unknown } | { readonly kind: 'custom' };

/**
 * Applies one mapping to the latest message (Rasa 3.x: `ActionExtractSlots`, `SlotMapping`). A mapping without
 * conditions applies at any time, in or out of a form; this is Rasa 3's way, unlike 2's (RasaHQ/rasa#10219).
 */
export function mappedValue(
  slot: SlotDefinition,
  mapping: SlotMapping,
  domain: Domain,
  tracker: Tracker,
): Mapped | undefined {
  if (!isKnown(mapping, domain) || !intentFits(mapping, domain, tracker)) return undefined;
  if (mapping.type !== 'from_trigger_intent' && !conditionsHold(slot, mapping, tracker)) return undefined;
  if (mapping.type === 'custom') return { kind: 'custom' };
  const values = valuesOf(slot, mapping, domain, tracker);
  if (values.length === 0) return undefined;
  const value = slot.type === 'list' ? values : values.at(-1);
  // Nothing found is worth an event only where there was something.
  if ((value ?? null) === null && (tracker.slots[slot.name] ?? null) === null) return undefined;
  return { kind: 'found', value };
}

/** A mapping that names an entity or intent which the domain does not have is passed over. */
function isKnown(mapping: SlotMapping, domain: Domain): boolean {
  if (mapping.type === 'from_entity') return domain.entities.has(mapping.entity);
  return mapping.type !== 'from_intent' || mapping.intents.every((intent) => knowsIntent(domain, intent));
}

const knowsIntent = ({ intents }: Domain, intent: string): boolean =>
  intents.has(intent) || defaultIntentNames.some((name) => name === intent);

/** What the mapping finds in the latest message; a slot that is no list takes the last. */
function valuesOf(
  slot: SlotDefinition,
  mapping: Exclude<SlotMapping, { type: 'custom' }>,
  domain: Domain,
  tracker: Tracker,
): readonly unknown[] {
  switch (mapping.type) {
    case 'from_text':
      return tracker.latestMessage.text === '' ? [] : [tracker.latestMessage.text];
    case 'from_intent':
      return [mapping.value];
    case 'from_trigger_intent':
      return startsLoop(mapping, tracker) ? [mapping.value] : [];
    case 'from_entity':
      return mayTakeEntity(slot, mapping, domain, tracker) ? mentionsOf(mapping, tracker) : [];
  }
}

const mentionsOf = (mapping: SlotMapping & { readonly type: 'from_entity' }, tracker: Tracker): readonly unknown[] =>
  tracker.latestMessage.entities
    .filter(({ entity }) => entity === mapping.entity)
    // Events from elsewhere may say `null` where there is none.
    .filter(({ role, group }) => (role ?? undefined) === mapping.role && (group ?? undefined) === mapping.group)
    .map(({ value }) => value);

/** `intent` names the only ones that count; else any but those of `not_intent` and the form's ignored ones. */
function intentFits(mapping: SlotMapping, domain: Domain, tracker: Tracker): boolean {
  const intent = tracker.latestMessage.intent.name ?? '';
  if (mapping.intents.length > 0) return mapping.intents.includes(intent);
  return !mapping.notIntents.includes(intent) && !ignoredIntents(mapping, domain, tracker).includes(intent);
}

function ignoredIntents(mapping: SlotMapping, domain: Domain, tracker: Tracker): readonly string[] {
  const loop = tracker.activeLoop?.name;
  if (loop === undefined) return [];
  const concerns = mapping.conditions.length === 0 || mapping.conditions.some(({ activeLoop }) => activeLoop === loop);
  return concerns ? (domain.forms.get(loop)?.ignoredIntents ?? []) : [];
}

function conditionsHold(slot: SlotDefinition, mapping: SlotMapping, tracker: Tracker): boolean {
  if (mapping.conditions.length === 0) return true;
  const loop = tracker.activeLoop?.name ?? null;
  const requested = tracker.slots[REQUESTED_SLOT];
  if (tracker.activeLoop?.rejected && requested === slot.name) return false;
  return mapping.conditions.some(
    ({ activeLoop, requestedSlot }) =>
      activeLoop === loop && (loop === null || requestedSlot === undefined || requestedSlot === requested),
  );
}

/** The intent fills the slot of a form that is running, or of the one that the mapping names. */
function startsLoop(mapping: SlotMapping, tracker: Tracker): boolean {
  const loop = tracker.activeLoop?.name;
  if (loop === undefined) return false;
  return mapping.conditions.length === 0 || mapping.conditions.some(({ activeLoop }) => activeLoop === loop);
}

/**
 * Within a form, an entity that could fill several of its slots fills only the one asked for: "from Berlin" goes to
 * the departure at any time, "Berlin" only to the city that was asked.
 */
function mayTakeEntity(slot: SlotDefinition, mapping: SlotMapping, domain: Domain, tracker: Tracker): boolean {
  const form = tracker.activeLoop && domain.forms.get(tracker.activeLoop.name);
  if (!form || tracker.slots[REQUESTED_SLOT] === slot.name || !form.requiredSlots.includes(slot.name)) return true;
  return isUniqueMapping(mapping, form.requiredSlots, domain);
}

/** Whether, among these slots, no other mapping reads the same entity in the same way. */
function isUniqueMapping(mapping: SlotMapping, slots: readonly string[], domain: Domain): boolean {
  const wanted = mappingKey(mapping);
  const same = slots
    .flatMap((name) => domain.slots.get(name)?.mappings ?? [])
    .filter((other) => other.type === 'from_entity' && mappingKey(other) === wanted);
  return same.length === 1;
}

function mappingKey({ place: _place, ...mapping }: SlotMapping): string {
  return JSON.stringify(Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1)));
}
