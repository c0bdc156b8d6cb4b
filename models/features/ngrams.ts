import { withSpaces } from '../tokenizer/unspaced-scripts.js';
import { type Fingerprints, highStart, lowStart, mixHigh, mixLow } from './fingerprints.js';
import { scanWords } from './word-scan.js';

/** The longest n-gram of characters, counted in UTF-16 units, and the shortest. */
const longestCharacters = 5;
const shortestCharacters = 2;
/** Stand for the start and the end of a message among its words; no hash of a word is as small in both halves. */
const edgeOfText = 1;
/** Stands for every number among the words, as one number says what another would; its characters tell them apart. */
const anyNumber = 2;
const padding = 32;
const zero = 48;
const nine = 57;

/** The text as the features see it: composed, in lower case, with blanks between words of scripts that have none. */
export const normalizeForFeatures = (text: string): string => withSpaces(text.normalize('NFC').toLowerCase());

/**
 * The n-grams of one text as fingerprints: words (1 to 3 in a row, the longer ones over the edges of the text; words of
 * digits alone count as the same word, as in Rasa's `CountVectorsFeaturizer`) and characters (2 to 5, inside each word
 * between white space padded with a blank on either side).
 */
export class NgramReader {
  private readonly wordHigh: number[] = [];
  private readonly wordLow: number[] = [];

  /** Reads `text`, which {@link normalizeForFeatures} prepared, into the two lists. */
  read(text: string, words: Fingerprints, characters: Fingerprints): void {
    words.clear();
    characters.clear();
    this.wordHigh.length = 0;
    this.wordLow.length = 0;
    this.addWord(edgeOfText, edgeOfText);
    scanWords(
      text,
      (start, end) => this.readWord(text, start, end),
      (start, end) => readCharacters(text, start, end, characters),
    );
    this.addWord(edgeOfText, edgeOfText);
    this.readWordNgrams(words);
  }

  private addWord(high: number, low: number): void {
    this.wordHigh.push(high);
    this.wordLow.push(low);
  }

  private readWord(text: string, start: number, end: number): void {
    let high = highStart;
    let low = lowStart;
    let isNumber = true;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code < zero || code > nine) isNumber = false;
      high = mixHigh(high, code);
      low = mixLow(low, code);
    }
    if (isNumber) this.addWord(anyNumber, anyNumber);
    else this.addWord(high, low);
  }

  private readWordNgrams(words: Fingerprints): void {
    const { wordHigh, wordLow } = this;
    const last = wordHigh.length - 1;
    for (let first = 0; first <= last; first++) {
      let high = highStart;
      let low = lowStart;
      for (let at = first; at <= last && at < first + 3; at++) {
        high = mixHigh(high, wordHigh[at] as number);
        low = mixLow(low, wordLow[at] as number);
        const isEdgeAlone = at === first && (first === 0 || first === last);
        if (!isEdgeAlone) words.add(high, low);
      }
    }
  }
}

function readCharacters(text: string, start: number, end: number, characters: Fingerprints): void {
  for (let first = start - 1; first < end; first++) {
    let high = highStart;
    let low = lowStart;
    const stop = Math.min(first + longestCharacters, end + 1);
    for (let at = first; at < stop; at++) {
      const code = at < start || at >= end ? padding : text.charCodeAt(at);
      high = mixHigh(high, code);
      low = mixLow(low, code);
      if (at - first + 1 >= shortestCharacters) characters.add(high, low);
    }
  }
}
