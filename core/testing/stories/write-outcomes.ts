import type { Story, StoryStep } from '../../training-data/training-data.js';
import { writeStories } from '../../training-data/write-stories.js';
import type { StoryOutcome } from './outcome.js';

/**
 * Writes conversations as test stories, with a comment behind each step that was predicted otherwise, as Rasa's
 * `failed_test_stories.yml` has it; they can be held as tests again.
 *
 * @example
 * - intent: greet # predicted: goodbye: hello there
 *   user: |-
 *     hello there
 * - action: utter_greet # predicted: action_listen
 */
export function writeOutcomes(outcomes: readonly StoryOutcome[]): string {
  const comments = new Map<StoryStep, string>();
  const stories = outcomes.map(({ way, steps }): Story => {
    const written = steps.map(({ step, comment }) => {
      // One step may be part of several ways, and go otherwise in each.
      const own = { ...step };
      if (comment !== undefined) comments.set(own, comment);
      return own;
    });
    return { name: `${way.name} (${way.file})`, steps: written, place: { file: way.file, line: 1 } };
  });
  return writeStories({ stories }, { test: true, commentOf: (step) => comments.get(step) });
}
