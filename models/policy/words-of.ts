import { tokenize } from '../tokenizer/whitespace-tokenizer.js';

/** Word forms differ at their end, as a rule. */
const stemLength = 5;

/** The words of a text, each once, in small letters; of longer words also how they begin. */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  for (const token of tokenize(text.toLowerCase())) {
    words.add(token.text);
    if (token.text.length > stemLength) words.add(`${token.text.slice(0, stemLength)}…`);
  }
  return [...words];
}
