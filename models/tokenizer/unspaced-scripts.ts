/** Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without spaces between words. */
const unspacedLetters =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]/u;

/** Letters that all such scripts lie beyond; most messages have none, and are told by a look at each character. */
const firstUnspaced = 0x0e00;

// ICU finds the words of each of these scripts by a dictionary of its own, whatever the locale.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Whether a text has letters of a script without spaces. */
export function isUnspaced(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) >= firstUnspaced) return unspacedLetters.test(text);
  }
  return false;
}

/** The words of a text without spaces, as offsets into it; signs between them are left out. */
export function wordsWithin(text: string): readonly (readonly [start: number, end: number])[] {
  const words: (readonly [number, number])[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push([index, index + segment.length]);
  }
  return words;
}

/** A text with a blank between the words that are written without one. */
export function withSpaces(text: string): string {
  if (!isUnspaced(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(' ');
}
