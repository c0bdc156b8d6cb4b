import type { NluExample, ParseResult } from '../../core/index.js';

/** An example, and what the NLU made of it. */
export interface Judged {
  readonly example: NluExample;
  readonly result: ParseResult;
}

/** How right an NLU is; shares are from 0 to 1. */
export interface Scores {
  readonly examples: number;
  /** The intent that the bot acts on is the right one; falling back counts as wrong. */
  readonly intents: number;
  /** The intent ranked first is the right one, however sure. */
  readonly ranked: number;
  /** Precision and recall of entities with their exact span, role and group, over all of them together. */
  readonly entityF1: number;
  readonly entityPrecision: number;
  readonly entityRecall: number;
  /** Expected calibration error in 15 bins (Guo et al. 2017). */
  readonly calibrationError: number;
}

/** Judges answers. */
export function scoresOf(judged: readonly Judged[]): Scores {
  const share = (count: number): number => count / Math.max(1, judged.length);
  return {
    examples: judged.length,
    intents: share(judged.filter(({ example, result }) => result.intent.name === example.intent).length),
    ranked: share(judged.filter(isRight).length),
    ...entityScores(judged),
    calibrationError: calibrationError(judged),
  };
}

/** The best real intent: a fallback in front of it says only that it was not sure. */
export const best = ({ intent_ranking }: ParseResult) => intent_ranking.find(({ name }) => name !== 'nlu_fallback');

/** Whether the best real intent is the right one. */
export const isRight = ({ example, result }: Judged): boolean => best(result)?.name === example.intent;

/** What has to agree for a mention to be the same. */
export const keyOf = ({ entity, role, group, start, end }: NluExample['entities'][number]): string =>
  [entity, role, group, start, end].join();

function entityScores(judged: readonly Judged[]) {
  let found = 0;
  let wanted = 0;
  let both = 0;
  for (const { example, result } of judged) {
    const gold = new Set(example.entities.map(keyOf));
    wanted += gold.size;
    found += result.entities.length;
    both += result.entities.filter((mention) => gold.has(keyOf(mention))).length;
  }
  return {
    entityF1: (2 * both) / Math.max(1, found + wanted),
    entityPrecision: both / Math.max(1, found),
    entityRecall: both / Math.max(1, wanted),
  };
}

function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: 15 }, () => ({ count: 0, right: 0, sure: 0 }));
  for (const one of judged) {
    const confidence = best(one.result)?.confidence ?? 0;
    const bin = bins[Math.min(14, Math.floor(confidence * 15))];
    if (!bin) continue;
    bin.count++;
    bin.sure += confidence;
    if (isRight(one)) bin.right++;
  }
  return bins.reduce((sum, { right, sure }) => sum + Math.abs(right - sure), 0) / Math.max(1, judged.length);
}
