import { createHash } from 'node:crypto';
import type { NluExample } from '../../training-data/training-data.js';

/** What has to differ for two texts to be different examples: capitals and spaces do not. */
export const textKey = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * Examples by intent and text, in an order that only their words and the seed decide: the same on every machine, and an
 * example that is added or moved leaves the others where they were. Those with one text stay together, so that nothing
 * is tested that was learned from.
 */
function shuffledByIntent(examples: readonly NluExample[], seed: number): readonly (readonly NluExample[])[][] {
  const intents = new Map<string, Map<string, NluExample[]>>();
  for (const example of examples) {
    const texts = intents.get(example.intent) ?? new Map<string, NluExample[]>();
    intents.set(example.intent, texts);
    const key = textKey(example.text);
    texts.set(key, [...(texts.get(key) ?? []), example]);
  }
  const rank = (text: string): string => createHash('sha256').update(`${seed}\0${text}`).digest('hex');
  return [...intents].map(([, texts]) =>
    [...texts]
      .map(([text, same]) => ({ rank: rank(text), same }))
      .sort((one, other) => (one.rank < other.rank ? -1 : 1))
      .map(({ same }) => same),
  );
}

/**
 * Deals examples into folds that have each intent in equal shares (stratified).
 *
 * @returns by example its fold; the only example of an intent has none, as it has to be learned from
 */
export function dealFolds(examples: readonly NluExample[], folds: number, seed: number): Map<NluExample, number> {
  const dealt = new Map<NluExample, number>();
  for (const [intent, groups] of shuffledByIntent(examples, seed).entries()) {
    if (groups.length < 2) continue;
    // Intents begin at different folds, so that small ones do not all fill the first.
    for (const [at, same] of groups.entries()) for (const example of same) dealt.set(example, (intent + at) % folds);
  }
  return dealt;
}

/** Examples to learn from, and others to test with. */
export interface ExampleSplit {
  readonly train: readonly NluExample[];
  readonly test: readonly NluExample[];
}

/**
 * Splits examples in two parts that have each intent in equal shares, in the order in which they came. Of an intent with
 * two texts or more, each part gets at least one.
 *
 * @param fraction what share is learned from, between 0 and 1
 */
export function splitExamples(examples: readonly NluExample[], fraction: number, seed: number): ExampleSplit {
  const learned = new Set<NluExample>();
  for (const groups of shuffledByIntent(examples, seed)) {
    const share = Math.round(groups.length * fraction);
    const count = groups.length < 2 ? groups.length : Math.min(groups.length - 1, Math.max(1, share));
    for (const example of groups.slice(0, count).flat()) learned.add(example);
  }
  return {
    train: examples.filter((example) => learned.has(example)),
    test: examples.filter((example) => !learned.has(example)),
  };
}
