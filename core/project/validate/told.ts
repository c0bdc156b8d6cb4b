import type { Rule, Story, StoryStep, TrainingData } from '../../training-data/training-data.js';

/** A story or rule with its name in words and all its steps, alternatives and conditions included. */
export interface Told {
  readonly what: string;
  readonly steps: readonly StoryStep[];
}

/** All stories and rules. */
export function toldIn({ stories, rules }: Pick<TrainingData, 'stories' | 'rules'>): Told[] {
  return [...stories.map(toldStory), ...rules.map(toldRule)];
}

/** All their steps. */
export const stepsOf = (data: Pick<TrainingData, 'stories' | 'rules'>): StoryStep[] =>
  toldIn(data).flatMap(({ steps }) => steps);

/** The actions that they name. */
export const namedActions = (data: Pick<TrainingData, 'stories' | 'rules'>): Set<string> =>
  new Set(stepsOf(data).flatMap((step) => (step.type === 'action' ? [step.name] : [])));

const toldStory = ({ name, steps }: Story): Told => ({ what: `Story "${name}"`, steps: flatten(steps) });

const toldRule = ({ name, conditions, steps }: Rule): Told => ({
  what: `Rule "${name}"`,
  steps: flatten([...conditions, ...steps]),
});

const flatten = (steps: readonly StoryStep[]): StoryStep[] =>
  steps.flatMap((step) => (step.type === 'or' ? flatten(step.alternatives) : [step]));
