import type { Parse } from '../../bot/create-parse.js';
import { ParleyError } from '../../errors.js';
import type { NluData, NluExample } from '../../training-data/training-data.js';
import { dealFolds } from './deal-examples.js';
import type { JudgedExample } from './judged-example.js';

/** Trains an NLU on some data. */
export type TrainParse = (data: NluData, progress: (share: number) => void) => Promise<Parse>;

/** How a cross-validation is done. */
export interface CrossValidateOptions {
  readonly folds: number;
  readonly seed: number;
  progress?(share: number, note: string): void;
}

/** Most of the time of a fold is training. */
const TRAINING_SHARE = 0.95;

/**
 * Trains as often as there are folds, each time without one of them, and asks for what was left out.
 *
 * @throws ParleyError TEST_EXAMPLES_FEW when no intent has two different examples
 */
export async function crossValidate(
  data: NluData,
  train: TrainParse,
  { folds, seed, progress = () => undefined }: CrossValidateOptions,
): Promise<JudgedExample[]> {
  const dealt = dealFolds(data.examples, folds, seed);
  if (dealt.size === 0) throw new ParleyError('TEST_EXAMPLES_FEW');
  const judged: JudgedExample[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const heldOut = data.examples.filter((example) => dealt.get(example) === fold);
    if (heldOut.length === 0) continue;
    const note = `fold ${fold + 1} of ${folds}`;
    const examples = data.examples.filter((example) => dealt.get(example) !== fold);
    const parse = await train({ ...data, examples }, (share) =>
      progress((fold + TRAINING_SHARE * share) / folds, note),
    );
    judged.push(...(await askAll(parse, heldOut)).map((one) => ({ ...one, fold })));
    progress((fold + 1) / folds, note);
  }
  return judged;
}

/** Asks what is understood of each example. */
export async function askAll(parse: Parse, examples: readonly NluExample[]): Promise<JudgedExample[]> {
  const judged: JudgedExample[] = [];
  for (const example of examples) judged.push({ example, result: await parse(example.text) });
  return judged;
}
