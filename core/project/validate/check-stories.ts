import { didYouMean } from '../../nearest.js';
import { formatPlace } from '../../place.js';
import type { StoryEntity, StoryStep } from '../../training-data/training-data.js';
import { contentOf } from '../fingerprint.js';
import { errorAt, infoAt, type Problem, warningAt } from '../problem.js';
import {
  type Check,
  type CheckContext,
  unknownAttributes,
  unknownEntity,
  unknownIntent,
  unknownLoop,
  unknownSlot,
} from './context.js';
import { repeats } from './firsts.js';
import { misfitOf } from './slot-values.js';
import { toldIn } from './told.js';

/** Every name in a story or rule is one that the domain or the code defines. */
export const storyNames: Check = (context) =>
  toldIn(context.data).flatMap(({ what, steps }) => steps.flatMap((step) => checkStep(context, step, what)));

function checkStep(context: CheckContext, step: StoryStep, what: string): Problem[] {
  switch (step.type) {
    case 'user':
      return [
        ...(step.intent === undefined ? [] : unknownIntent(context, step.intent, what, step.place)),
        ...step.entities.flatMap((mention) => checkEntity(context, mention, step, what)),
      ];
    case 'action':
      return unknownAction(context, step.name, what, step);
    case 'slot':
      return [...unknownSlot(context, step.name, what, step.place), ...unfitValue(context, step, what)];
    case 'checkpoint':
      return step.slots.flatMap(({ name }) => unknownSlot(context, name, what, step.place));
    case 'active_loop':
      return unknownLoop(context, step.name, what, step.place);
    default:
      return [];
  }
}

const checkEntity = (context: CheckContext, mention: StoryEntity, { place }: StoryStep, what: string): Problem[] => [
  ...unknownEntity(context, mention.entity, what, place),
  ...unknownAttributes(context, mention, what, place),
];

/** A response that is listed among the actions is missed only when it is to be said, as in Rasa. */
function unknownAction(context: CheckContext, action: string, what: string, { place }: StoryStep): Problem[] {
  if (context.actions.has(action)) return [];
  if (!action.startsWith('utter_')) {
    return [errorAt(place, 'STORY_ACTION_UNKNOWN', { what, action, hint: didYouMean(action, context.actions) })];
  }
  const report = context.domain.actions.has(action) ? warningAt : errorAt;
  const hint = didYouMean(action, context.domain.responses.keys());
  return [report(place, 'RESPONSE_MISSING', { what, response: action, hint })];
}

type SlotStep = Extract<StoryStep, { type: 'slot' }>;

function unfitValue({ domain }: CheckContext, { name, value, place }: SlotStep, what: string): Problem[] {
  const slot = domain.slots.get(name);
  const misfit = slot && value.kind === 'value' ? misfitOf(slot, value.value) : undefined;
  if (!slot || value.kind !== 'value' || !misfit) return [];
  if (misfit === 'type') {
    const parameters = { what, slot: name, type: slot.type, value: JSON.stringify(value.value) };
    return [warningAt(place, 'SLOT_VALUE_TYPE', parameters)];
  }
  const text = String(value.value).toLowerCase();
  const parameters = {
    what,
    slot: name,
    value: text,
    hint: didYouMean(text, slot.values),
    known: slot.values.join(', '),
  };
  return [warningAt(place, 'SLOT_VALUE_UNKNOWN', parameters)];
}

/** No story is told twice under two names. */
export const repeatedStories: Check = ({ data }) =>
  repeats(data.stories, ({ steps }) => contentOf(steps)).map(({ item, first }) =>
    infoAt(item.place, 'STORY_REPEATED', { name: item.name, other: first.name, place: formatPlace(first.place) }),
  );
