import { didYouMean } from '../../nearest.js';
import type { Place } from '../../place.js';
import type { Story, StoryStep } from '../../training-data/training-data.js';
import { errorAt, warningAt } from '../problem.js';
import type { Check } from './context.js';

interface NamedPlace {
  readonly name: string;
  readonly place: Place;
}

/** A story with the checkpoints that it starts at and those that it comes to. */
interface Ends {
  readonly what: string;
  readonly entered: readonly NamedPlace[];
  readonly left: readonly NamedPlace[];
  /** The last of those it comes to, where it ends with one. */
  readonly last: readonly NamedPlace[];
}

/** A story that starts at a checkpoint has one that reaches it, and the other way round. */
export const checkpoints: Check = ({ data }) => {
  const all = data.stories.map(endsOf);
  const reached = reachedCheckpoints(data.stories);
  const continued = new Set(all.flatMap(({ entered }) => entered).map(({ name }) => name));
  // A checkpoint in the middle of a story ends its first half and starts its second.
  const inside = new Set(
    all.flatMap(({ left, last }) => left.filter((one) => !last.includes(one))).map((one) => one.name),
  );
  return all.flatMap(({ what, entered, last }) => [
    // Any of several checkpoints at the beginning will do.
    ...(entered.some(({ name }) => reached.has(name)) ? [] : entered).map(({ name: checkpoint, place }) =>
      errorAt(place, 'CHECKPOINT_UNDEFINED', { what, checkpoint, hint: didYouMean(checkpoint, reached) }),
    ),
    ...last
      .filter(({ name }) => !continued.has(name) && !inside.has(name))
      .map(({ name: checkpoint, place }) => warningAt(place, 'CHECKPOINT_UNUSED', { what, checkpoint })),
  ]);
};

/** The checkpoints that stories come to. */
export const reachedCheckpoints = (stories: readonly Story[]): Set<string> =>
  new Set(stories.flatMap((story) => endsOf(story).left).map(({ name }) => name));

function endsOf({ name, steps }: Story): Ends {
  const first = steps.findIndex((step) => step.type !== 'checkpoint');
  const leading = first < 0 ? steps.length : first;
  const left = named(steps.slice(leading));
  const endsWithOne = steps.at(-1)?.type === 'checkpoint' && leading < steps.length;
  return {
    what: `Story "${name}"`,
    entered: named(steps.slice(0, leading)),
    left,
    last: endsWithOne ? left.slice(-1) : [],
  };
}

const named = (steps: readonly StoryStep[]): NamedPlace[] =>
  steps.flatMap((step) => (step.type === 'checkpoint' ? [{ name: step.name, place: step.place }] : []));
