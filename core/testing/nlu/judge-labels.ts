import {
  type ClassificationReport,
  type ConfusionMatrix,
  classificationReport,
  confusionMatrix,
} from '../stories/classification-report.js';

/** What was right for an example, and what was predicted how surely. */
export interface Prediction {
  readonly text: string;
  readonly target: string;
  readonly predicted: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** How right one label for each example is. */
export interface LabelEvaluation {
  readonly predictions: readonly Prediction[];
  /** With Rasa's `confused_with`: the three labels that were most often predicted instead, and how often. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly matrix: ConfusionMatrix;
  readonly accuracy: number;
  /** Weighted by support. */
  readonly precision: number;
  readonly f1: number;
}

/** Judges predictions of one label for each example: intents, or the answers of response selectors. */
export function judgeLabels(predictions: readonly Prediction[]): LabelEvaluation {
  const targets = predictions.map(({ target }) => target);
  const predicted = predictions.map((one) => one.predicted);
  const { report, accuracy, precision, f1 } = classificationReport(targets, predicted);
  const matrix = confusionMatrix(targets, predicted);
  return { predictions, report: withConfusions(report, matrix), matrix, accuracy, precision, f1 };
}

function withConfusions(report: ClassificationReport, { labels, counts }: ConfusionMatrix): Record<string, unknown> {
  const rows = new Map(labels.map((label, at) => [label, counts[at] ?? []]));
  return Object.fromEntries(
    Object.entries(report).map(([label, scores]) => {
      const row = rows.get(label);
      if (!row || typeof scores === 'number') return [label, scores];
      const confused = labels
        .map((other, at) => [other, row[at] ?? 0] as const)
        .filter(([other, count]) => other !== label && count > 0)
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 3);
      return [label, { ...scores, confused_with: Object.fromEntries(confused) }];
    }),
  );
}
