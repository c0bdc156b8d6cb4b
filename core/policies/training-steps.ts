import type { Domain, SlotDefinition } from '../domain/domain.js';
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
      const events: Event[] = listens ? [user] : [listen, user];
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

/** A value that stands for what a step says of a slot. */
export function exampleValue(slot: SlotDefinition | undefined, value: SlotStepValue): unknown {
  if (value.kind === 'value') return value.value;
  switch (slot?.type) {
    case 'bool':
      return true;
    case 'float':
      return slot.maxValue;
    case 'list':
      return ['any'];
    case 'categorical':
      return slot.values[0] ?? 'any';
    default:
      return 'any';
  }
}

function parseOf(step: StoryStep & { readonly type: 'user' }): ParseResult {
  return {
    text: step.text ?? '',
    intent: { name: step.intent ?? null, confidence: 1 },
    entities: step.entities.map(mention),
    intent_ranking: [],
  };
}

function mention({ entity, value, role, group }: StoryEntity): EntityMention {
  return { entity, start: 0, end: 0, value: value ?? null, ...(role ? { role } : {}), ...(group ? { group } : {}) };
}
