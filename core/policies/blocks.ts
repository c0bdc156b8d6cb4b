import type { SlotCondition, Story, StoryStep } from '../training-data/training-data.js';

/** A stretch of a story between checkpoints. */
export interface Block {
  readonly story: Story;
  /** Checkpoints any of which it goes on from; empty: it begins a conversation. */
  readonly starts: readonly Checkpoint[];
  readonly steps: readonly StoryStep[];
  /** The checkpoints that it leads to; empty: the story ends. */
  readonly ends: readonly string[];
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
  // Checkpoints in a row are one place with several names.
  let ends: Checkpoint[] = [];
  for (const step of story.steps) {
    if (step.type === 'checkpoint') {
      (steps.length === 0 ? starts : ends).push({ name: step.name, slots: step.slots });
      continue;
    }
    if (ends.length > 0) {
      blocks.push({ story, starts, steps, ends: ends.map(({ name }) => name) });
      [starts, steps, ends] = [ends, [], []];
    }
    steps.push(step);
  }
  if (steps.length > 0) blocks.push({ story, starts, steps, ends: ends.map(({ name }) => name) });
  return blocks;
}
