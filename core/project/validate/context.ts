import { defaultActionNames, defaultIntentNames, defaultSlotNames } from '../../domain/default-actions.js';
import type { Domain } from '../../domain/domain.js';
import { didYouMean } from '../../nearest.js';
import type { Place } from '../../place.js';
import type { Rule, Story, StoryStep, TrainingData } from '../../training-data/training-data.js';
import { errorAt, type Problem } from '../problem.js';

/** What a check is given: the project, and every name that may be used in it. */
export interface CheckContext {
  readonly domain: Domain;
  readonly data: TrainingData;
  readonly intents: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  /** Actions and forms; responses count under their own names and, for retrieval intents, under `utter_<intent>`. */
  readonly actions: ReadonlySet<string>;
  /** Actions that come with the bot's code. */
  readonly registered: ReadonlySet<string>;
}

/** A check finds one kind of problem. */
export type Check = (context: CheckContext) => Problem[];

/** Collects the names of a project. */
export function checkContext(domain: Domain, data: TrainingData, registered: ReadonlySet<string>): CheckContext {
  const retrieval = [...domain.responses.keys()].filter((name) => name.includes('/')).map(baseOf);
  return {
    domain,
    data,
    intents: new Set([...domain.intents.keys(), ...defaultIntentNames]),
    slots: new Set([...domain.slots.keys(), ...defaultSlotNames]),
    loops: new Set([...domain.forms.keys(), 'action_two_stage_fallback']),
    actions: new Set([
      ...defaultActionNames,
      ...[...domain.actions.keys()].filter((name) => !name.startsWith('utter_')),
      ...domain.forms.keys(),
      ...domain.responses.keys(),
      ...retrieval,
      ...registered,
    ]),
    registered,
  };
}

/** `faq` of the retrieval intent `faq/opening_hours`. */
export const baseOf = (name: string): string => name.split('/', 1)[0] ?? name;

/** Whether the domain knows the intent, or the retrieval intent that it belongs to. */
export const knowsIntent = ({ intents }: CheckContext, intent: string): boolean =>
  intents.has(intent) || intents.has(baseOf(intent));

/** Reports an intent that the domain does not know. */
export function unknownIntent(context: CheckContext, intent: string, what: string, place: Place): Problem[] {
  if (knowsIntent(context, intent)) return [];
  return [errorAt(place, 'INTENT_UNKNOWN', { what, intent, hint: didYouMean(intent, context.intents) })];
}

/** Reports a slot that the domain does not know. */
export function unknownSlot(context: CheckContext, slot: string, what: string, place: Place): Problem[] {
  if (context.slots.has(slot)) return [];
  return [errorAt(place, 'SLOT_UNKNOWN', { what, slot, hint: didYouMean(slot, context.slots) })];
}

/** Reports a form that the domain does not know. */
export function unknownLoop(context: CheckContext, form: string | null, what: string, place: Place): Problem[] {
  if (form === null || context.loops.has(form)) return [];
  return [errorAt(place, 'LOOP_UNKNOWN', { what, form, hint: didYouMean(form, context.loops) })];
}

/** Reports an entity that the domain does not know. */
export function unknownEntity({ domain }: CheckContext, entity: string, what: string, place: Place): Problem[] {
  if (domain.entities.has(entity)) return [];
  return [errorAt(place, 'ENTITY_UNKNOWN', { what, entity, hint: didYouMean(entity, domain.entities.keys()) })];
}

/** A story or rule with its name in words and all its steps, alternatives and conditions included. */
export interface Told {
  readonly what: string;
  readonly steps: readonly StoryStep[];
}

/** All stories and rules. */
export function toldIn({ stories, rules }: TrainingData): Told[] {
  return [...stories.map(toldStory), ...rules.map(toldRule)];
}

const toldStory = ({ name, steps }: Story): Told => ({ what: `Story "${name}"`, steps: flatten(steps) });

const toldRule = ({ name, conditions, steps }: Rule): Told => ({
  what: `Rule "${name}"`,
  steps: flatten([...conditions, ...steps]),
});

const flatten = (steps: readonly StoryStep[]): StoryStep[] =>
  steps.flatMap((step) => (step.type === 'or' ? flatten(step.alternatives) : [step]));
