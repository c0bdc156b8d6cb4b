import { alignEntities } from './align-entities.js';
import { type ConfusionMatrix, classificationReport, confusionMatrix } from './classification-report.js';
import { evaluateStory, type Predictor } from './evaluate-story.js';
import type { JudgedAction, StoryOutcome } from './outcome.js';
import { isConversationTest } from './read-test-stories.js';
import { storyWays } from './story-ways.js';
import type { TestFile } from './test-story.js';

/** How stories are evaluated. */
export interface EvaluateStoriesOptions {
  /** Whether messages are understood anew: in all files, or in those that Rasa takes for conversation tests (`test_*`). */
  readonly parses: boolean | 'conversation tests';
  readonly maxStories?: number;
  /** Told of each story as it is done. */
  onStory?(outcome: StoryOutcome, done: number, all: number): void;
}

/** How a bot did on a set of stories. */
export interface StoryEvaluation {
  readonly outcomes: readonly StoryOutcome[];
  /** With `conversation_accuracy` when there was a conversation. */
  readonly report: Readonly<Record<string, unknown>>;
  /** Averages over actions, intents and entities, weighted by how often each occurs. */
  readonly precision: number;
  readonly f1: number;
  readonly accuracy: number;
  readonly actions: readonly JudgedAction[];
  /** The actions alone: how many of them were right. */
  readonly actionAccuracy: number;
  readonly matrix: ConfusionMatrix;
  readonly inTrainingDataFraction: number;
  readonly isEndToEnd: boolean;
}

/** Evaluates all ways through the stories of some files (Rasa 3.x: `rasa.core.test`). */
export async function evaluateStories(
  files: readonly TestFile[],
  bot: Predictor,
  options: EvaluateStoriesOptions,
): Promise<StoryEvaluation> {
  const ways = storyWays(files, bot.domain, options.maxStories);
  const outcomes: StoryOutcome[] = [];
  const parsesIn = (file: string) =>
    options.parses === 'conversation tests' ? isConversationTest(file) : options.parses;
  for (const way of ways) {
    const outcome = await evaluateStory(way, bot, { parses: parsesIn(way.file) });
    outcomes.push(outcome);
    options.onStory?.(outcome, outcomes.length, ways.length);
  }
  return summarize(
    outcomes,
    files.some(({ file }) => parsesIn(file)),
  );
}

function summarize(outcomes: readonly StoryOutcome[], isEndToEnd: boolean): StoryEvaluation {
  const actions = outcomes.flatMap((outcome) => outcome.actions);
  const intents = outcomes.flatMap((outcome) => outcome.intents);
  const entities = alignEntities(outcomes.flatMap((outcome) => outcome.entities));
  const expected = actions.map(({ action }) => action);
  const predicted = actions.map((action) => action.predicted);
  const targets = [...expected, ...intents.map(({ target }) => String(target)), ...entities.targets];
  const predictions = [...predicted, ...intents.map((one) => String(one.predicted)), ...entities.predictions];
  const { report, ...scores } = classificationReport(targets, predictions);
  return {
    outcomes,
    report: { ...report, ...conversationAccuracy(outcomes) },
    ...scores,
    actions,
    actionAccuracy: share(actions, (one) => one.action === one.predicted),
    matrix: confusionMatrix(expected, predicted),
    inTrainingDataFraction: share(actions, isFromTrainingData),
    isEndToEnd,
  };
}

function conversationAccuracy(outcomes: readonly StoryOutcome[]) {
  if (outcomes.length === 0) return {};
  const correct = outcomes.filter(({ failed }) => !failed).length;
  const warned = outcomes.filter((outcome) => outcome.warned).length;
  const accuracy = correct / outcomes.length;
  return { conversation_accuracy: { accuracy, correct, with_warnings: warned, total: outcomes.length } };
}

/** Rules and memorised stories repeat what they were trained with; anything else is generalised or a fallback. */
const isFromTrainingData = ({ policy, confidence }: JudgedAction): boolean =>
  policy !== null && (policy.endsWith('MemoizationPolicy') || (policy === 'RulePolicy' && confidence === 1));

const share = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.length === 0 ? 0 : items.filter(is).length / items.length;

/** Rasa's answer to `POST /model/test/stories`. */
export function evaluationJson(evaluation: StoryEvaluation): object {
  const { report, precision, f1, accuracy, actions, inTrainingDataFraction, isEndToEnd } = evaluation;
  return {
    report,
    precision,
    f1,
    accuracy,
    actions,
    in_training_data_fraction: inTrainingDataFraction,
    is_end_to_end_evaluation: isEndToEnd,
  };
}
