import pc from 'picocolors';
import { formatPlace } from '../place.js';
import type { StoryEvaluation } from '../testing/stories/evaluate-stories.js';
import type { JudgedStep, StoryOutcome } from '../testing/stories/outcome.js';

/** A story that failed, with the steps that were predicted otherwise. */
export function showFailedStory({ way, steps }: StoryOutcome): string {
  const wrong = steps.filter(({ comment }) => comment !== undefined);
  return [`${pc.red('✗')} ${way.name}`, ...wrong.map(showStep)].join('\n');
}

function showStep({ step, comment }: JudgedStep): string {
  return `    ${formatPlace(step.place)}: ${wordsOf(step)}  ${pc.dim(`# ${comment}`)}`;
}

function wordsOf(step: JudgedStep['step']): string {
  switch (step.type) {
    case 'user':
      return step.intent === undefined ? `user: ${step.text ?? ''}` : `intent: ${step.intent}`;
    case 'action':
      return `action: ${step.name}`;
    case 'bot':
      return `bot: ${step.text}`;
    default:
      return step.type;
  }
}

/** How the stories went as a whole. */
export function showScores(evaluation: StoryEvaluation): string {
  const { outcomes, actions, precision, f1, accuracy, inTrainingDataFraction } = evaluation;
  if (outcomes.length === 0) return pc.yellow('There are no test stories.');
  const right = outcomes.filter(({ failed }) => !failed).length;
  const warned = outcomes.filter((outcome) => outcome.warned).length;
  const rightActions = actions.filter((one) => one.action === one.predicted).length;
  const intents = outcomes.flatMap((outcome) => outcome.intents);
  const rightIntents = intents.filter((one) => one.target === one.predicted).length;
  return [
    '',
    `conversations  ${countOf(right, outcomes.length)}${warned > 0 ? `, ${warned} of them with a warning` : ''}`,
    `actions        ${countOf(rightActions, actions.length)}, ${share(inTrainingDataFraction)} by rules and known stories`,
    ...(intents.length > 0 ? [`intents        ${countOf(rightIntents, intents.length)}`] : []),
    `altogether     accuracy ${accuracy.toFixed(3)}, precision ${precision.toFixed(3)}, F1 ${f1.toFixed(3)}`,
  ].join('\n');
}

const countOf = (right: number, all: number): string =>
  `${right} of ${all} right (${share(all === 0 ? 0 : right / all)})`;

const share = (part: number): string => `${(100 * part).toFixed(1)} %`;
