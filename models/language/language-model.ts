import { z } from 'zod';
import type { LanguageScore } from '../../core/index.js';
import { addGrams, spellingOf } from './spelling-model.js';

const table = z.array(z.tuple([z.string(), z.array(z.number())])).transform((rows) => new Map(rows));

/** What is known of some languages: how often words occur in each, and how words are spelled. */
export const languageModelSchema = z.object({
  languages: z.array(z.string()),
  /** The place of the bot's own language. */
  own: z.number(),
  /** Words in each language. */
  totals: z.array(z.number()),
  /** Word to its count in each language. */
  words: table,
  /** One to three letters in a row, as different words have them, to their count in each language. */
  grams: table,
});

/** @see languageModelSchema */
export type LanguageModel = z.infer<typeof languageModelSchema>;

/** A text and the language that it is in. */
interface Text {
  readonly text: string;
  readonly language: string;
}

/** The most that one known word says for or against a language, as the logarithm of a ratio. */
const mostOfWord = 5;
/** The most that all unknown words in Latin letters say together: names look foreign in any language. */
const mostOfUnknown = 1.2;
/** What a language has for a start: that of the conversation so far, or the bot's own where there is none yet. */
const conversationLead = 2.5;
const ownLead = 0.4;
/** Words that say more are rare in messages; the rest of a long one takes time and changes nothing. */
const wordsRead = 60;
/** The same in characters, before words are looked for. */
const charactersRead = 1_000;
/** A word that was seen once in one language may well occur in another. */
const doubt = 0.3;

/**
 * The words of a text, in lower case and without accents, which people leave out. Numbers and addresses belong to no
 * language, nor do words in upper case in the middle: names of people, places, months.
 */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .replace(/\S*[@\d/]\S*/gu, ' ')
    .replace(/(?<=\p{L}[,;'’)"]* +)\p{Lu}\p{Ll}[\p{L}\p{M}'’]*/gu, ' ')
    .toLowerCase()
    .match(/[¿¡]|\p{L}[\p{L}\p{M}'’]*/gu) ?? [];

/** Learns to tell languages by the texts of a bot. */
export function learnLanguages(texts: readonly Text[], own: string): LanguageModel {
  const languages = [...new Set([own, ...texts.map(({ language }) => language)])];
  const totals = languages.map(() => 0);
  const words = new Map<string, number[]>();
  for (const { text, language } of texts) {
    const at = languages.indexOf(language);
    for (const word of wordsOf(text)) {
      countIn(words, word, at, languages.length);
      totals[at] = (totals[at] ?? 0) + 1;
    }
  }
  const grams = new Map<string, number[]>();
  for (const [word, counts] of words) {
    for (const [at, count] of counts.entries()) {
      if (count > 0) addGrams(word, (gram) => countIn(grams, gram, at, languages.length));
    }
  }
  return { languages, own: 0, totals, words, grams };
}

function countIn(counts: Map<string, number[]>, key: string, at: number, length: number): void {
  const row = counts.get(key) ?? new Array<number>(length).fill(0);
  row[at] = (row[at] ?? 0) + 1;
  counts.set(key, row);
}

/**
 * The languages of a text, the surest first; none for a text without words. Known words count by how much more often they
 * occur in one language than in another, unknown ones a little by their spelling; and what has been spoken before counts.
 */
export function rankLanguages(
  text: string,
  model: LanguageModel,
  before: string | undefined,
): readonly LanguageScore[] {
  const words = wordsOf(text.slice(0, charactersRead)).slice(0, wordsRead);
  if (words.length === 0) return [];
  const { languages, own } = model;
  const known = words.filter((word) => model.words.has(word));
  const unknown = words.filter((word) => !model.words.has(word));
  const scores = languages.map(() => 0);
  for (const word of known) addTo(scores, within(evidenceOf(word, model), mostOfWord));
  const latin = unknown.filter((word) => !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(word));
  addTo(scores, within(spellingsOf(latin, model), mostOfUnknown));
  for (const word of unknown.filter((one) => !latin.includes(one))) {
    addTo(scores, within(spellingsOf([word], model), mostOfWord));
  }
  const lead = before === undefined ? own : languages.indexOf(before);
  addAt(scores, lead, before === undefined ? ownLead : conversationLead);
  return ranked(languages, scores);
}

/** How much a known word speaks for each language, 0 for the one that it speaks least for. */
function evidenceOf(word: string, { words, totals }: LanguageModel): number[] {
  const counts = words.get(word) ?? [];
  const least = Math.max(1, Math.min(...totals));
  return totals.map((total, at) => {
    const weight = (doubt * Math.max(1, total)) / least;
    return Math.log(((counts[at] ?? 0) + weight) / Math.max(1, total));
  });
}

const spellingsOf = (words: readonly string[], { grams, languages }: LanguageModel): number[] =>
  languages.map((_, at) => words.reduce((sum, word) => sum + spellingOf(word, at, grams), 0));

/** Differences to the best of a list, none larger than `most`. */
function within(values: readonly number[], most: number): number[] {
  const best = Math.max(...values);
  return values.map((value) => Math.max(value - best, -most));
}

function addTo(scores: number[], more: readonly number[]): void {
  for (const [at, value] of more.entries()) addAt(scores, at, value);
}

function addAt(scores: number[], at: number, value: number): void {
  if (at >= 0) scores[at] = (scores[at] ?? 0) + value;
}

function ranked(languages: readonly string[], scores: readonly number[]): readonly LanguageScore[] {
  const best = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - best));
  const sum = shares.reduce((total, share) => total + share, 0);
  return languages
    .map((name, at) => ({ name, confidence: (shares[at] ?? 0) / sum }))
    .toSorted((one, other) => other.confidence - one.confidence);
}
