import type { EntityMention, ParseResult } from '../../nlu/parse-result.js';
import { type ClassificationReport, type ConfusionMatrix, confusionMatrix } from '../stories/classification-report.js';
import { type JudgedExample, mentionLabel } from './judged-example.js';
import { type LabelReport, LabelTally } from './label-report.js';

/** How right the entities of one extractor are, word by word, as Rasa counts them. */
interface ExtractorEvaluation {
  readonly report: ClassificationReport;
  readonly matrix: ConfusionMatrix;
}

/** How right entities are. */
export interface EntityEvaluation {
  /** Names that examples mark. */
  readonly names: ReadonlySet<string>;
  /** A mention is right with its borders, role and group exactly. */
  readonly exact: LabelReport;
  /** A mention is right when it shares a character with one of the same name, role and group. */
  readonly overlapping: LabelReport;
  readonly extractors: ReadonlyMap<string, ExtractorEvaluation>;
}

/** Rasa's name for a word that belongs to no entity. */
const NO_ENTITY = 'no_entity';

/**
 * Judges entities. Names that no example marks (numbers and times that are found in any text) are not looked at.
 *
 * @returns `undefined` when nothing is marked
 */
export function judgeEntities(judged: readonly JudgedExample[]): EntityEvaluation | undefined {
  const marked = new Set(judged.flatMap(({ example }) => example.entities.map(({ entity }) => entity)));
  if (marked.size === 0) return undefined;
  const known = judged.map((one) => ({ ...one, found: foundIn(one.result, marked) }));
  const extractors = new Set(known.flatMap(({ found }) => found.map(({ extractor = 'unknown' }) => extractor)));
  return {
    names: marked,
    exact: spans(known, isSame),
    overlapping: spans(known, isOverlapping),
    extractors: new Map([...extractors].sort().map((name) => [name, words(known, name)])),
  };
}

/** The mentions found in a message, of names that count. */
export const foundIn = (result: ParseResult, marked: ReadonlySet<string>): readonly EntityMention[] =>
  result.entities.filter(({ entity }) => marked.has(entity));

interface Found extends JudgedExample {
  readonly found: readonly EntityMention[];
}

/** Whether two mentions are the same, borders, role and group included. */
export const isSame = (one: EntityMention, other: EntityMention): boolean =>
  one.start === other.start && one.end === other.end && mentionLabel(one) === mentionLabel(other);

const isOverlapping = (one: EntityMention, other: EntityMention): boolean =>
  one.start < other.end && other.start < one.end && mentionLabel(one) === mentionLabel(other);

function spans(all: readonly Found[], agree: (one: EntityMention, other: EntityMention) => boolean): LabelReport {
  const tally = new LabelTally();
  for (const { example, found } of all) {
    const left = [...found];
    for (const mention of found) tally.add(mentionLabel(mention), { predicted: 1 });
    for (const mention of example.entities) {
      const match = left.findIndex((one) => agree(one, mention));
      // One that was found stands for one that is marked, not for two.
      if (match >= 0) left.splice(match, 1);
      tally.add(mentionLabel(mention), { support: 1, both: match >= 0 ? 1 : 0 });
    }
  }
  return tally.report();
}

function words(all: readonly Found[], extractor: string): ExtractorEvaluation {
  const targets: string[] = [];
  const predictions: string[] = [];
  for (const { example, result, found } of all) {
    const own = found.filter((mention) => (mention.extractor ?? 'unknown') === extractor);
    for (const [start, end] of result.text_tokens ?? []) {
      targets.push(nameAt(example.entities, start, end));
      predictions.push(nameAt(own, start, end));
    }
  }
  const tally = new LabelTally();
  for (const [at, target] of targets.entries()) {
    const prediction = predictions[at] ?? NO_ENTITY;
    if (target !== NO_ENTITY) tally.add(target, { support: 1, both: target === prediction ? 1 : 0 });
    if (prediction !== NO_ENTITY) tally.add(prediction, { predicted: 1 });
  }
  return { report: tally.report().report, matrix: confusionMatrix(targets, predictions) };
}

const nameAt = (mentions: readonly EntityMention[], start: number, end: number): string =>
  mentions.find((mention) => mention.start < end && start < mention.end)?.entity ?? NO_ENTITY;
