import { type DialogueState, type Moment, type PolicyTrainContext, walkAugmented } from '../../core/index.js';
import { randomFrom } from '../random.js';

/** What a story teaches: the states of a moment, oldest first, and the action that follows. */
export interface StoryMoment {
  readonly states: readonly DialogueState[];
  readonly action: string;
  readonly story: string;
}

/** Rasa's `--augmentation` is 50; a fifth of it teaches as much here, in less time. */
const defaultAugmentation = 10;
/** Moments that are learned from at most; stories come before what is glued together from them. */
const mostMoments = 20_000;

/** All moments of the stories, and of stories put after one another, each with at most `memory` states. */
export function momentsOfStories(context: PolicyTrainContext, memory: number): readonly StoryMoment[] {
  const { data, domain, seed, augmentation, signal } = context;
  const moments: StoryMoment[] = [];
  const glue = { factor: augmentation ?? defaultAugmentation, random: randomFrom(seed) };
  const enough = () => moments.length >= mostMoments;
  const visit = ({ tracker, action, story }: Moment) => {
    signal.throwIfAborted();
    if (enough()) return;
    moments.push({ states: tracker.states(memory, { reading: 'either' }), action, story: story.name });
  };
  walkAugmented(data.stories, domain, memory, glue, visit, enough);
  return moments;
}
