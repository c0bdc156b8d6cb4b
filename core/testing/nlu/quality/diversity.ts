import { textKey } from '../deal-examples.js';

/** How different the examples of an intent are. */
export interface Diversity {
  /** Different pairs of neighbouring words, as a share of all (distinct-2; Li et al. 2016). */
  readonly distinctPairs: number;
  /** How much an example shares with the one most like it, on average: 1 when all have a double. */
  readonly similarity: number;
}

/** More examples than these are not compared each with each. */
const COMPARED = 300;

/** Measures how different some texts are. */
export function diversityOf(texts: readonly string[]): Diversity {
  const pairs = texts.flatMap(wordPairs);
  const grams = texts.slice(0, COMPARED).map(trigrams);
  const nearest = grams.map((own, at) =>
    grams.reduce((most, other, index) => (index === at ? most : Math.max(most, overlap(own, other))), 0),
  );
  return {
    distinctPairs: new Set(pairs).size / Math.max(1, pairs.length),
    similarity: nearest.reduce((sum, one) => sum + one, 0) / Math.max(1, nearest.length),
  };
}

/** The words of a text in lower case. */
export const wordsOf = (text: string): readonly string[] => textKey(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function wordPairs(text: string): string[] {
  const words = ['', ...wordsOf(text), ''];
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${textKey(text)} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** What two sets share, as a share of both together (Jaccard). */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const item of small) if (large.has(item)) both += 1;
  return both / (one.size + other.size - both);
}
