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
  if (!intentFits(mapping, domain, tracker)) return undefined;
  if (mapping.type !== 'from_trigger_intent' && !conditionsHold(slot, mapping, tracker)) return undefined;
  switch (mapping.type) {
    case 'custom':
      return { kind: 'custom' };
    case 'from_text':
      return tracker.latestMessage.text === '' ? undefined : { kind: 'found', value: tracker.latestMessage.text };
    case 'from_intent':
      return { kind: 'found', value: mapping.value };
    case 'from_trigger_intent':
      return startsLoop(mapping, tracker) ? { kind: 'found', value: mapping.value } : undefined;
    case 'from_entity':
      return fromEntity(slot, mapping, domain, tracker);
  }
}

function fromEntity(
  slot: SlotDefinition,
  mapping: SlotMapping & { readonly type: 'from_entity' },
  domain: Domain,
  tracker: Tracker,
): Mapped | undefined {
  if (!mayTakeEntity(slot, mapping, domain, tracker)) return undefined;
  const values = tracker.latestMessage.entities
    .filter((mention) => mention.entity === mapping.entity)
    .filter((mention) => mention.role === mapping.role && mention.group === mapping.group)
    .map((mention) => mention.value);
  if (values.length === 0) return undefined;
  return { kind: 'found', value: slot.type === 'list' ? values : values.at(-1) };
}

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
