import type {
  Domain,
  EntityDefinition,
  IntentDefinition,
  MappingCondition,
  ResponseVariation,
  SlotDefinition,
  SlotMapping,
} from './domain.js';

type Json = Record<string, unknown>;

/** The domain in the form that Rasa sends to action servers and answers to `GET /domain`. */
export function domainToJson(domain: Domain): Json {
  return {
    config: { store_entities_as_slots: domain.storeEntitiesAsSlots ?? true },
    session_config: {
      session_expiration_time: domain.session.expirationMinutes,
      carry_over_slots_to_new_session: domain.session.carryOverSlots,
    },
    intents: [...domain.intents.values()].map(intentToJson),
    entities: [...domain.entities.values()].map(entityToJson),
    slots: Object.fromEntries([...domain.slots].map(([name, slot]) => [name, slotToJson(slot)])),
    responses: Object.fromEntries([...domain.responses].map(([name, all]) => [name, all.map(variationToJson)])),
    actions: [...domain.actions.values()].map(({ name, sendDomain }) =>
      sendDomain ? { [name]: { send_domain: true } } : name,
    ),
    forms: Object.fromEntries(
      [...domain.forms].map(([name, { requiredSlots, ignoredIntents }]) => [
        name,
        { required_slots: requiredSlots, ...unlessEmpty('ignored_intents', ignoredIntents) },
      ]),
    ),
    e2e_actions: domain.endToEndActions,
  };
}

function intentToJson({ name, useEntities, ignoreEntities }: IntentDefinition): string | Json {
  if (useEntities === true && ignoreEntities.length === 0) return name;
  return { [name]: { use_entities: useEntities, ...unlessEmpty('ignore_entities', ignoreEntities) } };
}

function entityToJson({ name, roles, groups, influenceConversation }: EntityDefinition): string | Json {
  const properties = {
    ...unlessEmpty('roles', roles),
    ...unlessEmpty('groups', groups),
    ...(influenceConversation ? {} : { influence_conversation: false }),
  };
  return Object.keys(properties).length === 0 ? name : { [name]: properties };
}

function slotToJson(slot: SlotDefinition): Json {
  return {
    type: slot.customType ?? slot.type,
    initial_value: slot.initialValue,
    influence_conversation: slot.influenceConversation,
    ...(slot.type === 'categorical' ? { values: slot.values } : {}),
    ...(slot.type === 'float' ? { min_value: slot.minValue, max_value: slot.maxValue } : {}),
    mappings: slot.mappings.map(mappingToJson),
  };
}

function mappingToJson({ conditions, intents, notIntents, place: _, ...own }: SlotMapping): Json {
  return {
    ...own,
    ...unlessEmpty('intent', intents),
    ...unlessEmpty('not_intent', notIntents),
    ...unlessEmpty('conditions', conditions.map(conditionToJson)),
  };
}

const conditionToJson = ({ activeLoop, requestedSlot }: MappingCondition): Json => ({
  active_loop: activeLoop,
  ...(requestedSlot === undefined ? {} : { requested_slot: requestedSlot }),
});

/** One variation of a response, as Rasa writes it. */
export const variationToJson = ({ conditions, place: _, ...own }: ResponseVariation): Json => ({
  ...own,
  ...unlessEmpty('condition', conditions),
});

const unlessEmpty = (key: string, list: readonly unknown[]): Json => (list.length === 0 ? {} : { [key]: list });
