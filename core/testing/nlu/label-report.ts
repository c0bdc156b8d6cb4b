import { averageOf, type ClassificationReport, type LabelScores, scoresOf } from '../stories/classification-report.js';

/** How often a label was right, predicted, and both. */
export interface LabelCounts {
  readonly both: number;
  readonly predicted: number;
  readonly support: number;
}

/** Counts of several labels, collected one at a time. */
export class LabelTally {
  readonly #counts = new Map<string, { both: number; predicted: number; support: number }>();

  add(label: string, { both = 0, predicted = 0, support = 0 }: Partial<LabelCounts>): void {
    const counts = this.#counts.get(label) ?? { both: 0, predicted: 0, support: 0 };
    this.#counts.set(label, counts);
    counts.both += both;
    counts.predicted += predicted;
    counts.support += support;
  }

  /** Scores of each label and their averages, in the shape of scikit-learn's `classification_report`. */
  report(): LabelReport {
    const rows = [...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1));
    const scores = rows.map(
      ([label, { both, predicted, support }]) => [label, scoresOf(both, predicted, support)] as const,
    );
    const sum = (key: keyof LabelCounts): number => rows.reduce((total, [, counts]) => total + counts[key], 0);
    const wanted = Math.max(1, sum('support'));
    const all = scores.map(([, one]) => one);
    const micro = scoresOf(sum('both'), sum('predicted'), sum('support'));
    const report = {
      ...Object.fromEntries(scores),
      'micro avg': micro,
      'macro avg': averageOf(all, () => 1 / Math.max(1, all.length)),
      'weighted avg': averageOf(all, ({ support }) => support / wanted),
    };
    return { report, micro };
  }
}

/** Scores by label, and those of all together. */
export interface LabelReport {
  readonly report: ClassificationReport;
  readonly micro: LabelScores;
}
