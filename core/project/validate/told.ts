import type { Rule, Story, StoryStep, TrainingData } from '../../training-data/training-data.js';

/** A story or rule with its name in words and all its steps, alternatives and conditions included. */
export interface Told {
  readonly what: string;
  readonly steps: readonly StoryStep[];
}

type Dialogue = Pick<TrainingData, 'stories' | 'rules'>;

/** Many checks ask for the same. */
const told = new WeakMap<Dialogue, Told[]>();

/** All stories and rules. */
export function toldIn(data: Dialogue): Told[] {
  const known = told.get(data) ?? [...data.stories.map(toldStory), ...data.rules.map(toldRule)];
  told.set(data, known);
  return known;
}

/** All their steps. */
export const stepsOf = (data: Dialogue): StoryStep[] => toldIn(data).flatMap(({ steps }) => steps);

/** The actions that they name. */
export const namedActions = (data: Dialogue): Set<string> =>
  new Set(stepsOf(data).flatMap((step) => (step.type === 'action' ? [step.name] : [])));

const toldStory = ({ name, steps }: Story): Told => ({ what: `Story "${name}"`, steps: flatten(steps) });

const toldRule = ({ name, conditions, steps }: Rule): Told => ({
  what: `Rule "${name}"`,
  steps: flatten([...conditions, ...steps]),
});

const flatten = (steps: readonly StoryStep[]): StoryStep[] =>
  steps.flatMap((step) => (step.type === 'or' ? flatten(step.alternatives) : [step]));
