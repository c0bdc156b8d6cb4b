/** What people say in Spanish and Hinglish, in the English words that the studio's readers know. */

import { spanishRules, spanishWords } from './words-es.js';
import { hindiRules, hindiWords } from './words-hi.js';

/** Words of a language, and the English that the studio's readers know for them; folded: lower case, no accents. */
export type HeardWords = Readonly<Record<string, string>>;

/** A turn of phrase that is more than its words: what it looks like, and what to read instead. */
export type HeardRule = readonly [pattern: RegExp, english: string];

const rules: readonly HeardRule[] = [...spanishRules, ...hindiRules];
const words: ReadonlyMap<string, string> = new Map([...Object.entries(spanishWords), ...Object.entries(hindiWords)]);
const anyWord = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...words.keys()].toSorted((one, other) => other.length - one.length).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/**
 * A text with the Spanish and Hinglish words in it put in English, as far as the studio's readers need them; all else
 * stays. English texts come back as they are, in lower case, since none of the words is an English one.
 *
 * @example hear('el viernes que viene a las 5 de la tarde'); // 'el next friday at 5 in the afternoon'
 */
export function hear(text: string): string {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const turned = rules.reduce((said, [pattern, english]) => said.replace(pattern, english), folded);
  return turned.replace(anyWord, (word) => words.get(word) ?? word);
}
