import { FALLBACK_INTENT } from '../../actions/names.js';
import { selectedResponse } from '../../nlu/response-selection.js';
import { areaUnderRoc, calibrationError, type SurePrediction } from './calibration.js';
import { type EntityEvaluation, judgeEntities } from './judge-entities.js';
import { judgeLabels, type LabelEvaluation, type Prediction } from './judge-labels.js';
import { baseIntent, bestIntent, isRankedRight, type JudgedExample } from './judged-example.js';

/** How well messages are understood. Shares are from 0 to 1. */
export interface NluEvaluation {
  readonly judged: readonly JudgedExample[];
  /** The intent that the bot would act on; falling back counts as wrong. */
  readonly intents: LabelEvaluation;
  /** How often the intent ranked first is the right one, however sure. */
  readonly rankedAccuracy: number;
  /** How sure the intent ranked first was, and whether it was right. */
  readonly sureness: readonly SurePrediction[];
  readonly calibrationError: number;
  /** The share that is right in each fold of a cross-validation. */
  readonly foldAccuracies: readonly number[];
  /** Of the messages of retrieval intents; `undefined` when there are none. */
  readonly responses: LabelEvaluation | undefined;
  readonly entities: EntityEvaluation | undefined;
  /** How well confidence tells messages that are out of scope from others; `undefined` without such. */
  readonly outOfScopeAuroc: number | undefined;
}

/** Judges what was understood. @param outOfScope the intent of messages that the bot is not for */
export function evaluateNlu(judged: readonly JudgedExample[], outOfScope: string): NluEvaluation {
  const inScope = judged.filter(({ example }) => example.intent !== outOfScope);
  const sureness = inScope.map((one) => ({
    confidence: bestIntent(one.result).confidence,
    isRight: isRankedRight(one),
  }));
  const retrieval = judged.filter(({ example }) => example.intent.includes('/'));
  return {
    judged,
    intents: judgeLabels(judged.map(intentPrediction)),
    rankedAccuracy: judged.filter(isRankedRight).length / Math.max(1, judged.length),
    sureness,
    calibrationError: calibrationError(sureness),
    foldAccuracies: foldAccuracies(judged),
    responses: retrieval.length > 0 ? judgeLabels(retrieval.map(responsePrediction)) : undefined,
    entities: judgeEntities(judged),
    outOfScopeAuroc: areaUnderRoc(...scopeScores(judged, outOfScope)),
  };
}

/** What was predicted for an example, as the bot would act on it. */
export const intentPrediction = ({ example, result }: JudgedExample): Prediction => ({
  text: example.text,
  target: baseIntent(example.intent),
  predicted: result.intent.name ?? '',
  confidence: result.intent.confidence,
});

function responsePrediction({ example, result }: JudgedExample): Prediction {
  const intent = baseIntent(example.intent);
  const selectors = result.response_selector ?? {};
  const selection = (selectors[intent] ?? selectors.default) as
    | { readonly response?: { readonly confidence?: number } }
    | undefined;
  const predicted = selectedResponse(`utter_${intent}`, result)?.replace(/^utter_/, '') ?? '';
  return { text: example.text, target: example.intent, predicted, confidence: selection?.response?.confidence ?? 0 };
}

function foldAccuracies(judged: readonly JudgedExample[]): readonly number[] {
  const folds = new Map<number, boolean[]>();
  for (const one of judged) {
    if (one.fold !== undefined) folds.set(one.fold, [...(folds.get(one.fold) ?? []), isRight(intentPrediction(one))]);
  }
  return [...folds.values()].map((own) => own.filter(Boolean).length / own.length);
}

/** Whether what was predicted is right. */
export const isRight = ({ target, predicted }: Prediction): boolean => target === predicted;

/** How unsure the best intent in scope was, of messages out of scope and of those in it. */
function scopeScores(judged: readonly JudgedExample[], outOfScope: string): [outside: number[], inside: number[]] {
  const score = ({ result }: JudgedExample): number => {
    const { name } = bestIntent(result);
    const best = name === outOfScope ? result.intent_ranking.find((one) => isInScope(one.name)) : bestIntent(result);
    return 1 - (best?.confidence ?? 0);
  };
  const isInScope = (name: string | null): boolean => name !== outOfScope && name !== FALLBACK_INTENT;
  const isOutside = ({ example }: JudgedExample): boolean => example.intent === outOfScope;
  return [judged.filter(isOutside).map(score), judged.filter((one) => !isOutside(one)).map(score)];
}
