import { Fingerprints } from '../features/fingerprints.js';
import { englishTable } from '../vectors/english.js';
import { readWordKeys } from '../vectors/word-keys.js';

// Reused by every word: reading one is synchronous.
const list = new Fingerprints();

/** Hinglish has English words, too. */
const withEnglish = /^(?:en|hi)\b/i;

/** Whether a word is one of the 30,000 most frequent English words, and so none that is misspelt, in a language that has them. */
export function isEnglishWord(word: string, language: string | undefined): boolean {
  if (language === undefined || !withEnglish.test(language)) return false;
  readWordKeys(word, list);
  return list.length === 1 && englishTable().table.rowOf(list, 0) >= 0;
}
