/** Counts of runs of letters, in each language. */
type Grams = ReadonlyMap<string, readonly number[]>;

/** How much a shorter run of letters counts beside a longer one. */
const backoff = 2;
/** More letters than any alphabet of a bot's texts; the chance of one that was never seen. */
const alphabet = 100;

/** Names every run of one to three letters that ends at a letter of the word or at its end. */
export function addGrams(word: string, add: (gram: string) => void): void {
  const padded = ` ${word} `;
  for (let end = 1; end < padded.length; end++) {
    for (let start = Math.max(0, end - 2); start <= end; start++) add(padded.slice(start, end + 1));
  }
}

/** The logarithm of how likely a language spells a word so: letter by letter, each after the two before it. */
export function spellingOf(word: string, language: number, grams: Grams): number {
  const padded = ` ${word} `;
  const count = (gram: string): number => grams.get(gram)?.[language] ?? 0;
  let sum = 0;
  for (let end = 1; end < padded.length; end++) {
    const letter = padded.charAt(end);
    let chance = 1 / alphabet;
    for (let start = end - 1; start >= Math.max(0, end - 2); start--) {
      const context = padded.slice(start, end);
      chance = (count(context + letter) + backoff * chance) / (count(context) + backoff);
    }
    sum += Math.log(chance);
  }
  return sum;
}
