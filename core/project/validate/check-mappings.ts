import type { SlotDefinition, SlotMapping } from '../../domain/domain.js';
import { contentOf } from '../fingerprint.js';
import { infoAt, type Problem, warningAt } from '../problem.js';
import { payloadsOf } from './buttons-of.js';
import { isValidated } from './check-forms.js';
import { type Check, type CheckContext, hasOwnActions } from './context.js';

/** Mappings that never fill their slot: nothing gives the entity, or an earlier mapping always comes first. */
export const idleMappings: Check = (context) => {
  const given = givenEntities(context);
  return [...context.domain.slots.values()].flatMap((slot) => [
    ...slot.mappings.flatMap((mapping) => neverFills(context, slot, mapping, given)),
    ...slot.mappings.flatMap((mapping, index) => shadowed(slot, mapping, slot.mappings.slice(0, index))),
    ...slot.mappings.flatMap((mapping) => otherForm(context, slot, mapping)),
    ...slot.mappings.flatMap((mapping) => neverAsked(context, slot, mapping)),
  ]);
};

/** Every entity that a message may bring, each with the roles and groups it is marked with. */
function givenEntities(context: CheckContext): ReadonlyMap<string, ReadonlySet<string>> {
  const { examples, lookups, regexes } = context.data.nlu;
  const given = new Map<string, Set<string>>();
  const add = (entity: string, attributes: string) => {
    const known = given.get(entity) ?? new Set();
    given.set(entity, known.add(attributes));
  };
  for (const { entity, role, group } of examples.flatMap(({ entities }) => entities)) add(entity, keyOf(role, group));
  for (const { name } of [...lookups, ...regexes]) add(name, keyOf());
  for (const { entities } of payloadsOf(context.domain)) for (const { entity } of entities) add(entity, keyOf());
  return given;
}

const keyOf = (role?: string, group?: string): string => `${role ?? ''}\n${group ?? ''}`;

function neverFills(
  context: CheckContext,
  { name: slot }: SlotDefinition,
  mapping: SlotMapping,
  given: ReadonlyMap<string, ReadonlySet<string>>,
): Problem[] {
  // Without examples everything is sent as `/intent{…}`; other extractors know more than the examples.
  if (mapping.type !== 'from_entity' || context.findsUnmarked || context.taught.size === 0) return [];
  const { entity, role, group, place } = mapping;
  if (!context.domain.entities.has(entity)) return [];
  const known = given.get(entity);
  const report = hasOwnActions(context) ? infoAt : warningAt;
  if (!known) {
    const reason = `no example marks the entity "${entity}", and no button sends it`;
    return [report(place, 'MAPPING_NEVER', { slot, reason, mend: `Mark "${entity}" in the examples.` })];
  }
  if (known.has(keyOf(role, group))) return [];
  const written = [role && `the role "${role}"`, group && `the group "${group}"`].filter(Boolean).join(' and ');
  const reason =
    written === ''
      ? `the examples mark the entity "${entity}" only with a role or group, and the mapping names none`
      : `no example marks the entity "${entity}" with ${written}`;
  const mend =
    written === '' ? 'Name the role or group in the mapping.' : 'Mark it in the examples, or correct the mapping.';
  return [report(place, 'MAPPING_NEVER', { slot, reason, mend })];
}

/** An earlier mapping that gives a value for every message for which this one would. */
function shadowed({ name: slot }: SlotDefinition, mapping: SlotMapping, earlier: readonly SlotMapping[]): Problem[] {
  const first = earlier.find((other) => covers(other, mapping));
  return first ? [warningAt(mapping.place, 'MAPPING_SHADOWED', { slot, line: first.place.line })] : [];
}

function covers(first: SlotMapping, later: SlotMapping): boolean {
  if (later.type === 'custom' || first.type === 'custom' || first.type === 'from_trigger_intent') return false;
  if (first.type === 'from_entity') return contentOf(first) === contentOf(later);
  if (first.conditions.length > 0 && contentOf(first.conditions) !== contentOf(later.conditions)) return false;
  // A slot that starts a form is filled from its trigger also where the conditions of the other do not hold.
  if (later.type === 'from_trigger_intent' && first.conditions.length > 0) return false;
  if (first.intents.length > 0)
    return later.intents.length > 0 && later.intents.every((one) => first.intents.includes(one));
  if (first.notIntents.length === 0) return true;
  if (later.intents.length > 0) return later.intents.every((one) => !first.notIntents.includes(one));
  return first.notIntents.every((one) => later.notIntents.includes(one));
}

/** As `verify_slot_mappings` of rasa/validator.py; a form with a validation action may ask for other slots too. */
function otherForm(context: CheckContext, { name: slot }: SlotDefinition, mapping: SlotMapping): Problem[] {
  if (mapping.type === 'from_trigger_intent') return [];
  return mapping.conditions.flatMap(({ activeLoop: form }) => {
    const required = form === null ? [] : (context.domain.forms.get(form)?.requiredSlots ?? []);
    if (form === null || required.length === 0 || required.includes(slot) || isValidated(context, form)) return [];
    return [warningAt(mapping.place, 'MAPPING_FORM_OTHER', { slot, form })];
  });
}

/** Every condition waits for a question that its form does not ask. */
function neverAsked(
  context: CheckContext,
  { name: slot }: SlotDefinition,
  { conditions, place }: SlotMapping,
): Problem[] {
  const unasked = conditions.filter(({ activeLoop, requestedSlot }) => {
    const form = activeLoop === null ? undefined : context.domain.forms.get(activeLoop);
    const asks = !form || requestedSlot === undefined || form.requiredSlots.includes(requestedSlot);
    return !asks && !isValidated(context, form.name);
  });
  const [first] = unasked;
  if (!first || unasked.length < conditions.length || !context.slots.has(first.requestedSlot ?? '')) return [];
  const reason = `form "${first.activeLoop}" never asks for the slot "${first.requestedSlot}"`;
  return [warningAt(place, 'MAPPING_NEVER', { slot, reason, mend: 'Correct `requested_slot` in its conditions.' })];
}
