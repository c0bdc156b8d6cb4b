/** How well one label was predicted. */
export interface LabelScores {
  /** Of the times that it was predicted, the share that was right. */
  readonly precision: number;
  /** Of the times that it was right, the share that was predicted. */
  readonly recall: number;
  readonly 'f1-score': number;
  /** How often it was right. */
  readonly support: number;
}

/** A report in the form that scikit-learn's `classification_report` gives and Rasa writes. */
export type ClassificationReport = Readonly<Record<string, LabelScores | number>>;

/** A report and its averages, weighted by support. */
export interface ClassificationResult {
  readonly report: ClassificationReport;
  readonly precision: number;
  readonly f1: number;
  readonly accuracy: number;
}

/**
 * Compares predictions with what was right. Labels that were only predicted have no row of their own, as in Rasa
 * (`get_evaluation_metrics`). Where nothing is divided by nothing, a score is 0.
 */
export function classificationReport(targets: readonly string[], predictions: readonly string[]): ClassificationResult {
  if (targets.length === 0) return { report: {}, precision: 0, f1: 0, accuracy: 0 };
  const counts = new Map<string, { right: number; predicted: number; support: number }>();
  const countOf = (label: string) => {
    const known = counts.get(label) ?? { right: 0, predicted: 0, support: 0 };
    counts.set(label, known);
    return known;
  };
  for (const [index, target] of targets.entries()) {
    const prediction = predictions[index];
    countOf(target).support += 1;
    if (prediction !== undefined) countOf(prediction).predicted += 1;
    if (prediction === target) countOf(target).right += 1;
  }
  const rows = [...counts].filter(([, { support }]) => support > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const labels = rows.map(([label, { right, predicted, support }]) => ({
    label,
    scores: scoresOf(right, predicted, support),
  }));
  const sum = (value: (count: { right: number; predicted: number; support: number }) => number) =>
    rows.reduce((total, [, count]) => total + value(count), 0);
  const right = sum((count) => count.right);
  const weighted = averageOf(
    labels.map(({ scores }) => scores),
    ({ support }) => support / targets.length,
  );
  const accuracy = right / targets.length;
  const report = {
    ...Object.fromEntries(labels.map(({ label, scores }) => [label, scores])),
    accuracy,
    'micro avg': scoresOf(
      right,
      sum((count) => count.predicted),
      targets.length,
    ),
    'macro avg': averageOf(
      labels.map(({ scores }) => scores),
      () => 1 / labels.length,
    ),
    'weighted avg': weighted,
  };
  return { report, precision: weighted.precision, f1: weighted['f1-score'], accuracy };
}

/** Precision, recall and F1 of what was right, predicted and wanted so often; 0 where nothing is divided by nothing. */
export function scoresOf(right: number, predicted: number, support: number): LabelScores {
  const precision = predicted === 0 ? 0 : right / predicted;
  const recall = support === 0 ? 0 : right / support;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, 'f1-score': f1, support };
}

/** The mean of scores under weights that sum to 1. */
export function averageOf(all: readonly LabelScores[], weight: (scores: LabelScores) => number): LabelScores {
  const mean = (value: (scores: LabelScores) => number) =>
    all.reduce((total, scores) => total + value(scores) * weight(scores), 0);
  return {
    precision: mean((scores) => scores.precision),
    recall: mean((scores) => scores.recall),
    'f1-score': mean((scores) => scores['f1-score']),
    support: all.reduce((total, { support }) => total + support, 0),
  };
}

/** How often each label was predicted where another, or itself, was right. */
export interface ConfusionMatrix {
  readonly labels: readonly string[];
  /** Rows: what was right; columns: what was predicted. */
  readonly counts: readonly (readonly number[])[];
}

/** Counts what was predicted for what. */
export function confusionMatrix(targets: readonly string[], predictions: readonly string[]): ConfusionMatrix {
  const labels = [...new Set([...targets, ...predictions])].sort();
  const places = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const [index, target] of targets.entries()) {
    const row = counts[places.get(target) ?? -1];
    const column = places.get(predictions[index] ?? '');
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}
