import { didYouMean } from '../../nearest.js';
import type { StoryStep } from '../../training-data/training-data.js';
import { errorAt, type Problem, warningAt } from '../problem.js';
import {
  type Check,
  type CheckContext,
  toldIn,
  unknownEntity,
  unknownIntent,
  unknownLoop,
  unknownSlot,
} from './context.js';

/** Every name in a story or rule is one that the domain or the code defines. */
export const storyNames: Check = (context) =>
  toldIn(context.data).flatMap(({ what, steps }) => steps.flatMap((step) => checkStep(context, step, what)));

function checkStep(context: CheckContext, step: StoryStep, what: string): Problem[] {
  switch (step.type) {
    case 'user':
      return [
        ...(step.intent === undefined ? [] : unknownIntent(context, step.intent, what, step.place)),
        ...step.entities.flatMap(({ entity }) => unknownEntity(context, entity, what, step.place)),
      ];
    case 'action':
      return unknownAction(context, step.name, what, step);
    case 'slot':
      return [...unknownSlot(context, step.name, what, step.place), ...unknownValue(context, step, what)];
    case 'checkpoint':
      return step.slots.flatMap(({ name }) => unknownSlot(context, name, what, step.place));
    case 'active_loop':
      return unknownLoop(context, step.name, what, step.place);
    default:
      return [];
  }
}

function unknownAction(context: CheckContext, action: string, what: string, { place }: StoryStep): Problem[] {
  if (context.actions.has(action)) return [];
  if (action.startsWith('utter_')) {
    const hint = didYouMean(action, context.domain.responses.keys());
    return [errorAt(place, 'RESPONSE_MISSING', { what, response: action, hint })];
  }
  return [errorAt(place, 'STORY_ACTION_UNKNOWN', { what, action, hint: didYouMean(action, context.actions) })];
}

function unknownValue({ domain }: CheckContext, step: StoryStep, what: string): Problem[] {
  if (step.type !== 'slot' || step.value.kind !== 'value' || step.value.value === null) return [];
  const slot = domain.slots.get(step.name);
  const value = String(step.value.value).toLowerCase();
  if (slot?.type !== 'categorical' || slot.values.includes(value)) return [];
  const hint = didYouMean(value, slot.values);
  const parameters = { what, slot: slot.name, value, hint, known: slot.values.join(', ') };
  return [warningAt(step.place, 'SLOT_VALUE_UNKNOWN', parameters)];
}

/** A story that starts at a checkpoint has one that reaches it, and the other way round. */
export const checkpoints: Check = ({ data }) => {
  const ends = data.stories.map(({ name, steps }) => ({
    what: `Story "${name}"`,
    entered: steps.slice(0, leading(steps)),
    left: steps.slice(leading(steps)),
  }));
  const names = (steps: readonly StoryStep[]) =>
    steps.flatMap((step) => (step.type === 'checkpoint' ? [{ name: step.name, place: step.place }] : []));
  const reached = new Set(ends.flatMap(({ left }) => names(left)).map(({ name }) => name));
  const continued = new Set(ends.flatMap(({ entered }) => names(entered)).map(({ name }) => name));
  // A checkpoint in the middle of a story ends its first half and starts its second.
  const inside = new Set(ends.flatMap(({ left }) => names(left.slice(0, -1))).map(({ name }) => name));
  return ends.flatMap(({ what, entered, left }) => [
    ...names(entered)
      .filter(({ name }) => !reached.has(name))
      .map(({ name: checkpoint, place }) =>
        errorAt(place, 'CHECKPOINT_UNDEFINED', { what, checkpoint, hint: didYouMean(checkpoint, reached) }),
      ),
    ...names(left.slice(-1))
      .filter(({ name }) => !continued.has(name) && !inside.has(name))
      .map(({ name: checkpoint, place }) => warningAt(place, 'CHECKPOINT_UNUSED', { what, checkpoint })),
  ]);
};

/** How many steps at the beginning of a story are checkpoints. */
function leading(steps: readonly StoryStep[]): number {
  const first = steps.findIndex((step) => step.type !== 'checkpoint');
  return first < 0 ? steps.length : first;
}

/** Rules rest on intents and actions, never on words (legacy-docs-oss.rasa.com/docs/rasa/rules). */
export const rulesWithoutWords: Check = ({ data }) =>
  data.rules.flatMap(({ name, steps }) =>
    steps
      .filter((step) => step.type === 'bot' || (step.type === 'user' && step.intent === undefined))
      .map((step) => errorAt(step.place, 'RULE_END_TO_END', { rule: name })),
  );
