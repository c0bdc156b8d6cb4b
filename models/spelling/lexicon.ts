/** The words of a bot's examples, ready to be found by what people make of them. */
export interface Lexicon {
  /** Word to how often the examples have it. */
  readonly counts: ReadonlyMap<string, number>;
  /** What is left of a word when letters are taken out, and the word itself, to the words that it may come from. */
  shortened(): ReadonlyMap<string, readonly string[]>;
}

/** Shorter words are too near to each other. */
const shortestWord = 4;
/** Longer ones are none that people write. */
const longestWord = 24;
/** A word that the examples have only once may be misspelt itself. */
const fewestTimes = 2;

/** Makes a lexicon from the counts of words; it is put in order when the first unknown word comes, not when it is loaded. */
export function lexiconOf(counts: ReadonlyMap<string, number>): Lexicon {
  let shortened: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    counts,
    shortened: () => {
      shortened ??= shorten(counts);
      return shortened;
    },
  };
}

function shorten(counts: ReadonlyMap<string, number>): ReadonlyMap<string, readonly string[]> {
  const shortened = new Map<string, string[]>();
  for (const [word, count] of counts) {
    if (!isWord(word) || count < fewestTimes) continue;
    for (const short of shortenedForms(word)) {
      const words = shortened.get(short);
      if (words) words.push(word);
      else shortened.set(short, [word]);
    }
  }
  return shortened;
}

/**
 * The word of the examples that a word of a message was meant to be: one letter too many, too few, another, or two
 * swapped; in words of eight letters and more, two of these. `undefined` for known words, short ones, and where it could
 * as well be another word.
 *
 * Looked up by words with a letter taken out, as in SymSpell (github.com/wolfgarbe/SymSpell).
 */
export function nearestWord(word: string, { counts, shortened }: Lexicon): string | undefined {
  if (!isWord(word) || counts.has(word)) return undefined;
  const most = word.length < longWord ? 1 : 2;
  let best: { readonly word: string; readonly distance: number; readonly count: number } | undefined;
  let isTie = false;
  for (const candidate of candidatesOf(word, shortened())) {
    if (!beginsAlike(word, candidate)) continue;
    const distance = distanceOf(word, candidate);
    if (distance > most || (best && distance > best.distance)) continue;
    const count = counts.get(candidate) ?? 0;
    if (best?.distance === distance) {
      isTie = Math.max(count, best.count) < clearly * Math.min(count, best.count);
      if (count > best.count) best = { word: candidate, distance, count };
    } else {
      best = { word: candidate, distance, count };
      isTie = false;
    }
  }
  return isTie ? undefined : best?.word;
}

const isWord = ({ length }: string): boolean => length >= shortestWord && length <= longestWord;

const longWord = 8;
/** Of two words as near as each other, the one that is so many times as frequent is meant. */
const clearly = 3;

function candidatesOf(word: string, shortened: ReturnType<Lexicon['shortened']>): ReadonlySet<string> {
  return new Set([...shortenedForms(word)].flatMap((short) => shortened.get(short) ?? []));
}

/** The word, and what is left of it without one letter; of a long word without two as well. */
function shortenedForms(word: string): ReadonlySet<string> {
  const forms = new Set([word]);
  const without = (text: string): string[] => Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
  for (const short of without(word)) {
    forms.add(short);
    if (word.length >= longWord) for (const shorter of without(short)) forms.add(shorter);
  }
  return forms;
}

/** People seldom get the first letter wrong, and then mostly swap it with the second. */
const beginsAlike = (word: string, other: string): boolean =>
  word[0] === other[0] || (word[0] === other[1] && word[1] === other[0]);

/** Letters to be put in, left out, changed, or swapped with the next (optimal string alignment). */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      now.push(least);
    }
    before = last;
    last = now;
  }
  return last[other.length] ?? 0;
}
