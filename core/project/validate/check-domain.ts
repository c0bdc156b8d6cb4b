import type { SlotDefinition, SlotMapping } from '../../domain/domain.js';
import { type Problem, warningAt } from '../problem.js';
import { type Check, type CheckContext, unknownEntity, unknownIntent, unknownLoop, unknownSlot } from './context.js';

/** Slot mappings name entities, intents, forms and slots that exist. */
export const slotMappings: Check = (context) =>
  [...context.domain.slots.values()].flatMap((slot) =>
    slot.mappings.flatMap((mapping) => checkMapping(context, slot, mapping)),
  );

function checkMapping(context: CheckContext, slot: SlotDefinition, mapping: SlotMapping): Problem[] {
  const what = `A mapping of slot "${slot.name}"`;
  const { place } = mapping;
  return [
    ...(mapping.type === 'from_entity' ? checkEntity(context, mapping, what) : []),
    ...[...mapping.intents, ...mapping.notIntents].flatMap((intent) => unknownIntent(context, intent, what, place)),
    ...mapping.conditions.flatMap(({ activeLoop, requestedSlot }) => [
      ...unknownLoop(context, activeLoop, what, place),
      ...(requestedSlot === undefined ? [] : unknownSlot(context, requestedSlot, what, place)),
    ]),
  ];
}

function checkEntity(
  context: CheckContext,
  mapping: Extract<SlotMapping, { type: 'from_entity' }>,
  what: string,
): Problem[] {
  const { entity, role, group, place } = mapping;
  const definition = context.domain.entities.get(entity);
  if (!definition) return unknownEntity(context, entity, what, place);
  const unlisted = [
    { attribute: 'role', value: role, known: definition.roles },
    { attribute: 'group', value: group, known: definition.groups },
  ];
  return unlisted.flatMap(({ attribute, value, known }) =>
    value === undefined || known.includes(value)
      ? []
      : [warningAt(place, 'ENTITY_ATTRIBUTE_UNKNOWN', { what, attribute, value, entity })],
  );
}

/** Forms ask for slots that exist, that something fills, and for which there is a question. */
export const forms: Check = (context) =>
  [...context.domain.forms.values()].flatMap(({ name: form, requiredSlots, ignoredIntents, place }) => {
    const what = `Form "${form}"`;
    return [
      ...ignoredIntents.flatMap((intent) => unknownIntent(context, intent, what, place)),
      ...requiredSlots.flatMap((slot): Problem[] => {
        const definition = context.domain.slots.get(slot);
        if (!definition) return unknownSlot(context, slot, what, place);
        const parameters = { form, slot };
        return [
          ...(definition.mappings.length > 0 || context.actions.has(`validate_${form}`)
            ? []
            : [warningAt(place, 'FORM_SLOT_UNMAPPED', parameters)]),
          ...(canAsk(context, form, slot) ? [] : [warningAt(place, 'FORM_SLOT_SILENT', parameters)]),
        ];
      }),
    ];
  });

const canAsk = ({ actions }: CheckContext, form: string, slot: string): boolean =>
  ['utter_ask_', 'action_ask_'].some((start) => actions.has(`${start}${form}_${slot}`) || actions.has(start + slot));

/** `use_entities` and `ignore_entities` of intents name entities that exist; `city#from` names a role of one. */
export const intentEntities: Check = (context) =>
  [...context.domain.intents.values()].flatMap(({ name, useEntities, ignoreEntities, place }) =>
    [...(useEntities === true ? [] : useEntities), ...ignoreEntities].flatMap((entity) =>
      unknownEntity(context, entity.split('#', 1)[0] ?? entity, `Intent "${name}"`, place),
    ),
  );
