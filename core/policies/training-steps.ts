import type { Domain, SlotDefinition, SlotMapping } from '../domain/domain.js';
import type { EntityMention, ParseResult } from '../nlu/parse-result.js';
import type { Place } from '../place.js';
import type { Event } from '../tracker/events.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import type { SlotStepValue, StoryEntity, StoryStep } from '../training-data/training-data.js';

/** An event of a training conversation, and the line it is from. */
export interface TrainingEvent {
  readonly event: Event;
  readonly place: Place;
}

/** The ways a step may go: one, or, for `or`, one for each alternative. Before a message the bot listens. */
export function eventsOfStep(step: StoryStep, domain: Domain, listens: boolean): readonly (readonly TrainingEvent[])[] {
  const { place } = step;
  const one = (event: Event): readonly (readonly TrainingEvent[])[] => [[{ event, place }]];
  switch (step.type) {
    case 'user': {
      const listen: Event = { event: 'action', name: ACTION_LISTEN };
      const user: Event = { event: 'user', text: step.text ?? '', parse_data: parseOf(step) };
      const events: Event[] = [...(listens ? [] : [listen]), user, ...slotsOf(step, domain)];
      return [events.map((event) => ({ event, place }))];
    }
    case 'action':
      return one({ event: 'action', name: step.name });
    case 'bot':
      return one({ event: 'action', name: null, action_text: step.text });
    case 'slot':
      return one({ event: 'slot', name: step.name, value: exampleValue(domain.slots.get(step.name), step.value) });
    case 'active_loop':
      return one({ event: 'active_loop', name: step.name });
    case 'or':
      return step.alternatives.flatMap((alternative) => eventsOfStep(alternative, domain, listens));
    case 'checkpoint':
      return [[]];
  }
}

/**
 * A value that stands for what a step says of a slot. Named without one, a text or list is filled with anything, while a
 * slot of another type counts as empty, as in Rasa (`YAMLStoryReader._slot_default_value`).
 */
export function exampleValue(slot: SlotDefinition | undefined, value: SlotStepValue): unknown {
  if (value.kind === 'value') return value.value;
  if (slot?.type === 'text') return 'filled';
  return slot?.type === 'list' ? ['filled'] : null;
}

/**
 * The slots that the entities of a message fill, outside of forms, whatever its intent, as Rasa has it in training
 * (`Domain.slots_for_entities`). An entity that is only named fills them too.
 */
function slotsOf({ entities }: UserStep, domain: Domain): readonly Event[] {
  if (domain.storeEntitiesAsSlots === false || entities.length === 0) return [];
  return [...domain.slots.values()].flatMap((slot): Event[] => {
    const values = slot.mappings.flatMap((mapping) =>
      mapping.type !== 'from_entity' || typeof mapping.conditions[0]?.activeLoop === 'string'
        ? []
        : entities.filter((entity) => fits(entity, mapping)).map(({ value = '' }) => value),
    );
    if (values.length === 0) return [];
    return [{ event: 'slot', name: slot.name, value: slot.type === 'list' ? values : values.at(-1) }];
  });
}

function fits(entity: StoryEntity, mapping: SlotMapping & { readonly type: 'from_entity' }): boolean {
  const same = entity.role === mapping.role && entity.group === mapping.group;
  return entity.entity === mapping.entity && same && entity.value !== null;
}

type UserStep = StoryStep & { readonly type: 'user' };

function parseOf(step: UserStep): ParseResult {
  return {
    text: step.text ?? '',
    intent: { name: baseIntent(step.intent) ?? null, confidence: 1 },
    entities: step.entities.map(mention),
    intent_ranking: [],
  };
}

/** The policies see only the first part of a retrieval intent: `faq` of `faq/opening_hours`. */
const baseIntent = (intent: string | undefined): string | undefined => intent?.split('/')[0];

function mention({ entity, value, role, group }: StoryEntity): EntityMention {
  return { entity, start: 0, end: 0, value: value ?? null, ...(role ? { role } : {}), ...(group ? { group } : {}) };
}
