import type { Domain } from '../domain/domain.js';
import type { StoryStep, TrainingData } from '../training-data/training-data.js';

/** A domain that also knows the bot texts of the stories, which are actions of their own (Rasa 3.x: `E2EImporter`). */
export function withEndToEndActions(domain: Domain, data: Pick<TrainingData, 'stories' | 'rules'>): Domain {
  const steps = [...data.stories, ...data.rules].flatMap((part) => part.steps).flatMap(flatten);
  const texts = steps.flatMap((step) => (step.type === 'bot' ? [step.text] : []));
  return texts.length === 0
    ? domain
    : { ...domain, endToEndActions: [...new Set([...domain.endToEndActions, ...texts])] };
}

const flatten = (step: StoryStep): readonly StoryStep[] =>
  step.type === 'or' ? step.alternatives.flatMap(flatten) : [step];
