import { ParleyError } from '../../errors.js';
import type { StoryOutcome } from './outcome.js';
import { writeOutcomes } from './write-outcomes.js';

/** @throws ParleyError TEST_STORY_FAILED with the story when it went otherwise */
export function failOnErrors(outcome: StoryOutcome): void {
  if (!outcome.failed) return;
  const { name, file } = outcome.way;
  throw new ParleyError('TEST_STORY_FAILED', { name, file, story: writeOutcomes([outcome]) });
}
