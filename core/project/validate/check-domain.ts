import type { SlotDefinition, SlotMapping } from '../../domain/domain.js';
import { didYouMean } from '../../nearest.js';
import { errorAt, type Problem, warningAt } from '../problem.js';
import {
  type Check,
  type CheckContext,
  unknownAttributes,
  unknownEntity,
  unknownIntent,
  unknownLoop,
  unknownSlot,
} from './context.js';

/** Slot mappings name entities, intents, forms, slots and actions that exist. */
export const slotMappings: Check = (context) =>
  [...context.domain.slots.values()].flatMap((slot) =>
    slot.mappings.flatMap((mapping) => checkMapping(context, slot, mapping)),
  );

function checkMapping(context: CheckContext, slot: SlotDefinition, mapping: SlotMapping): Problem[] {
  const what = `A mapping of slot "${slot.name}"`;
  const { place } = mapping;
  return [
    ...(mapping.type === 'from_entity' ? unknownEntity(context, mapping.entity, what, place) : []),
    ...(mapping.type === 'from_entity' ? unknownAttributes(context, mapping, what, place) : []),
    ...(mapping.type === 'custom' ? unknownAction(context, slot, mapping.action, mapping) : []),
    ...[...mapping.intents, ...mapping.notIntents].flatMap((intent) => unknownIntent(context, intent, what, place)),
    ...mapping.conditions.flatMap(({ activeLoop, requestedSlot }) => [
      ...unknownLoop(context, activeLoop, what, place),
      ...(requestedSlot === undefined ? [] : unknownSlot(context, requestedSlot, what, place)),
    ]),
  ];
}

function unknownAction(
  { actions }: CheckContext,
  { name: slot }: SlotDefinition,
  action: string | undefined,
  { place }: SlotMapping,
): Problem[] {
  if (action === undefined || actions.has(action)) return [];
  return [errorAt(place, 'MAPPING_ACTION_UNKNOWN', { slot, action, hint: didYouMean(action, actions) })];
}

/** `use_entities` and `ignore_entities` of intents name entities that exist; `city#from` names a role of one. */
export const intentEntities: Check = (context) =>
  [...context.domain.intents.values()].flatMap(({ name, useEntities, ignoreEntities, place }) =>
    [...(useEntities === true ? [] : useEntities), ...ignoreEntities].flatMap((entity) =>
      unknownEntity(context, entity.split('#', 1)[0] ?? entity, `Intent "${name}"`, place),
    ),
  );

/** YAML joins `- greet` and a deeper `- bye` below it to one name. */
export const joinedNames: Check = ({ domain }) => {
  const kinds = { intent: domain.intents, entity: domain.entities, action: domain.actions } as const;
  return Object.entries(kinds).flatMap(([kind, names]) =>
    [...names.values()]
      .filter(({ name }) => /\s-\s/.test(name))
      .map(({ name, place }) => warningAt(place, 'NAME_DASH', { kind, name })),
  );
};
