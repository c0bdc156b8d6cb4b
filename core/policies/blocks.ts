import type { SlotCondition, Story, StoryStep } from '../training-data/training-data.js';

/** A stretch of a story between checkpoints. */
export interface Block {
  readonly story: Story;
  /** Checkpoints any of which it goes on from; empty: it begins a conversation. */
  readonly starts: readonly Checkpoint[];
  readonly steps: readonly StoryStep[];
  /** The checkpoint it leads to; `undefined`: the story ends. */
  readonly end: string | undefined;
}

/** A place where stories join, and what must be known to pass. */
export interface Checkpoint {
  readonly name: string;
  readonly slots: readonly SlotCondition[];
}

/** Cuts stories at their checkpoints. */
export function blocksOf(stories: readonly Story[]): readonly Block[] {
  return stories.flatMap(blocksOfStory);
}

function blocksOfStory(story: Story): readonly Block[] {
  const blocks: Block[] = [];
  let starts: Checkpoint[] = [];
  let steps: StoryStep[] = [];
  for (const step of story.steps) {
    if (step.type !== 'checkpoint') {
      steps.push(step);
    } else if (steps.length === 0) {
      starts.push({ name: step.name, slots: step.slots });
    } else {
      blocks.push({ story, starts, steps, end: step.name });
      starts = [{ name: step.name, slots: step.slots }];
      steps = [];
    }
  }
  // A story that is over at its last checkpoint leaves nothing behind it.
  if (steps.length > 0) blocks.push({ story, starts, steps, end: undefined });
  return blocks;
}
