import { randomFrom, shuffle } from '../random.js';

/** The fold of an example that is never held out: the only one of its class. */
export const neverHeldOut = -1;

/** Deals examples into folds so that each class is spread evenly: by example, the fold that holds it out. */
export function dealFolds(labels: Uint32Array, folds: number, seed: number): Int32Array {
  const order = Uint32Array.from(labels, (_, example) => example);
  shuffle(order, randomFrom(seed));
  const dealt = new Map<number, number>();
  const total = new Map<number, number>();
  for (const label of labels) total.set(label, (total.get(label) ?? 0) + 1);
  const fold = new Int32Array(labels.length);
  for (const example of order) {
    const label = labels[example] as number;
    const count = dealt.get(label) ?? 0;
    // Classes start at different folds, so that small ones do not all fill the first.
    fold[example] = total.get(label) === 1 ? neverHeldOut : (label + count) % folds;
    dealt.set(label, count + 1);
  }
  return fold;
}

/** The examples whose fold fulfils a condition. */
export function examplesWhere(fold: Int32Array, condition: (fold: number) => boolean): Uint32Array {
  const found: number[] = [];
  for (const [example, own] of fold.entries()) if (condition(own)) found.push(example);
  return Uint32Array.from(found);
}
