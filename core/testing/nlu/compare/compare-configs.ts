import { ParleyError } from '../../../errors.js';
import type { NluData, NluExample } from '../../../training-data/training-data.js';
import { askAll, type TrainParse } from '../cross-validate.js';
import { splitExamples } from '../deal-examples.js';
import { intentPrediction, isRight } from '../evaluate-nlu.js';
import { judgeLabels } from '../judge-labels.js';
import { type PairedResult, pairedTest } from './paired-test.js';

/** A configuration, and how it is trained. */
export interface NamedTraining {
  readonly name: string;
  readonly train: TrainParse;
}

/** How configurations are compared; Rasa's options. */
export interface CompareOptions {
  readonly runs: number;
  /** Which shares of what is learned from are left out, 0 to 100. */
  readonly percentages: readonly number[];
  progress?(share: number, note: string): void;
}

/** How one configuration did. */
export interface ConfigOutcome {
  readonly name: string;
  /** F1 of intents, weighted by support: a row for each run, in it one for each percentage. */
  readonly f1: readonly (readonly number[])[];
  /** Against the first configuration, with the least left out; `undefined` for the first itself. */
  readonly against: PairedResult | undefined;
}

/** What is learned from in each run; the rest is tested with. */
const LEARNED = 0.8;

/**
 * Trains every configuration on the same parts of the data and asks each the same held-out messages: in every run another
 * fifth, and with more and more left out of what is learned from.
 *
 * @throws ParleyError TEST_EXAMPLES_FEW when nothing can be held out
 */
export async function compareConfigs(
  data: NluData,
  configs: readonly NamedTraining[],
  { runs, percentages, progress = () => undefined }: CompareOptions,
): Promise<readonly ConfigOutcome[]> {
  const steps = configs.length * runs * percentages.length;
  const least = Math.min(...percentages);
  const outcomes: { name: string; f1: number[][]; answers: Map<NluExample, number[]> }[] = [];
  for (const { name, train } of configs) {
    const f1: number[][] = [];
    const answers = new Map<NluExample, number[]>();
    for (let run = 0; run < runs; run++) {
      const split = splitExamples(data.examples, LEARNED, run + 1);
      if (split.test.length === 0) throw new ParleyError('TEST_EXAMPLES_FEW');
      const row: number[] = [];
      for (const percentage of percentages) {
        const done = (outcomes.length * runs + run) * percentages.length + row.length;
        const note = `${name}, run ${run + 1} of ${runs}, ${percentage} % left out`;
        const examples =
          percentage === 0 ? split.train : splitExamples(split.train, 1 - percentage / 100, run + 1).train;
        const parse = await train({ ...data, examples }, (share) => progress((done + share) / steps, note));
        const judged = await askAll(parse, split.test);
        row.push(judgeLabels(judged.map(intentPrediction)).f1);
        if (percentage !== least) continue;
        for (const one of judged) {
          const right = isRight(intentPrediction(one)) ? 1 : 0;
          answers.set(one.example, [...(answers.get(one.example) ?? []), right]);
        }
      }
      f1.push(row);
    }
    outcomes.push({ name, f1, answers });
  }
  const [first, ...others] = outcomes;
  return outcomes.map(({ name, f1, answers }) => {
    if (!first || answers === first.answers) return { name, f1, against: undefined };
    const pairs = [...answers].map(([example, own]) => [mean(first.answers.get(example) ?? []), mean(own)] as const);
    return { name, f1, against: pairedTest(pairs, others.length) };
  });
}

/** The mean of some numbers; 0 without any. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** How far numbers lie from their mean (sample standard deviation). */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}
