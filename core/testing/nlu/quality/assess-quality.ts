import { formatPlace } from '../../../place.js';
import { type Problem, warningAt } from '../../../project/problem.js';
import { repeats } from '../../../project/validate/firsts.js';
import type { NluExample } from '../../../training-data/training-data.js';
import type { JudgedExample } from '../judged-example.js';
import { unevenMarks } from './annotations.js';
import { type Diversity, diversityOf, wordsOf } from './diversity.js';
import { misplaced } from './misplaced.js';

/** What is asked of examples. */
export interface QualityLimits {
  readonly minExamples: number;
  readonly minTotal: number;
  readonly minIntents: number;
  readonly minAverage: number;
  /** How alike the examples of an intent may be, 0 to 1. */
  readonly maxSimilarity: number;
}

/** Figures about examples. */
export interface QualityFigures {
  readonly examples: number;
  readonly intents: number;
  readonly averagePerIntent: number;
  readonly differentWords: number;
  readonly mentions: number;
  readonly entities: Readonly<Record<string, number>>;
  readonly byIntent: Readonly<Record<string, Diversity & { readonly examples: number }>>;
}

/** Intents of fewer examples are too small to say whether they are alike. */
const ENOUGH = 5;

/** Counts examples and measures how different they are. */
export function qualityFigures(examples: readonly NluExample[]): QualityFigures {
  const byIntent = [...grouped(examples)].map(([intent, own]) => {
    return [intent, { examples: own.length, ...diversityOf(own.map(({ text }) => text)) }] as const;
  });
  const entities = new Map<string, number>();
  for (const { entity } of examples.flatMap((one) => one.entities))
    entities.set(entity, (entities.get(entity) ?? 0) + 1);
  return {
    examples: examples.length,
    intents: byIntent.length,
    averagePerIntent: examples.length / Math.max(1, byIntent.length),
    differentWords: new Set(examples.flatMap(({ text }) => wordsOf(text))).size,
    mentions: [...entities.values()].reduce((sum, count) => sum + count, 0),
    entities: Object.fromEntries(entities),
    byIntent: Object.fromEntries(byIntent),
  };
}

/**
 * Finds what examples lack. What is plainly wrong with them, `parley validate` finds.
 *
 * @param judged what a cross-validation made of them; without it, none is suspected to stand under the wrong intent
 */
export function assessQuality(
  examples: readonly NluExample[],
  figures: QualityFigures,
  limits: QualityLimits,
  judged: readonly JudgedExample[] = [],
): Problem[] {
  return [
    ...tooFew(examples, figures, limits),
    ...intentsLacking(examples, figures, limits),
    ...sameWords(examples),
    ...unevenMarks(examples),
    ...misplaced(judged),
  ];
}

function tooFew([first]: readonly NluExample[], figures: QualityFigures, limits: QualityLimits): Problem[] {
  if (!first) return [];
  const asked = [
    { what: 'examples', count: figures.examples, least: limits.minTotal },
    { what: 'intents', count: figures.intents, least: limits.minIntents },
    { what: 'examples per intent on average', count: figures.averagePerIntent, least: limits.minAverage },
  ];
  return asked
    .filter(({ count, least }) => count < least)
    .map(({ what, count, least }) => {
      return warningAt(first.place, 'QUALITY_DATA_SMALL', { what, count: Number(count.toFixed(1)), least });
    });
}

function intentsLacking(
  examples: readonly NluExample[],
  { byIntent }: QualityFigures,
  limits: QualityLimits,
): Problem[] {
  return [...grouped(examples)].flatMap(([intent, [first]]) => {
    const own = byIntent[intent];
    if (!first || !own) return [];
    if (own.examples < limits.minExamples) {
      const parameters = { intent, count: own.examples, least: limits.minExamples };
      return [warningAt(first.place, 'QUALITY_INTENT_SMALL', parameters)];
    }
    if (own.examples < ENOUGH || own.similarity <= limits.maxSimilarity) return [];
    const percent = Math.round(100 * own.similarity);
    return [warningAt(first.place, 'QUALITY_INTENT_UNIFORM', { intent, percent })];
  });
}

/** The same words in another order, under another intent; the same text is for `parley validate`. */
function sameWords(examples: readonly NluExample[]): Problem[] {
  const worded = examples.filter(({ text }) => wordsOf(text).length > 1);
  return repeats(worded, ({ text }) => wordsOf(text).toSorted().join(' ')).flatMap(({ item, first }) => {
    const { text, intent } = item;
    const isSameText = wordsOf(text).join(' ') === wordsOf(first.text).join(' ');
    if (intent === first.intent || isSameText) return [];
    const other = { other: first.text, otherIntent: first.intent, place: formatPlace(first.place) };
    return [warningAt(item.place, 'QUALITY_EXAMPLE_SAME_WORDS', { text, intent, ...other })];
  });
}

function grouped(examples: readonly NluExample[]): Map<string, NluExample[]> {
  const groups = new Map<string, NluExample[]>();
  for (const example of examples) {
    const own = groups.get(example.intent) ?? [];
    groups.set(example.intent, own);
    own.push(example);
  }
  return groups;
}
