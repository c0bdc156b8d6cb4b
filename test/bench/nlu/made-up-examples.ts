import type { NluExample } from '../../../core/index.js';
import { type Random, randomFrom } from '../../../models/random.js';

const commonWords = 20_000;
const wordsOfIntent = 12;
const shortest = 4;
const longest = 14;

/**
 * Examples that nobody wrote, to see what training on very many takes: words of syllables, some of them frequent and most
 * rare as in a language, a few of them the intent's own. How right a model of them is says nothing.
 */
export function madeUpExamples(count: number, intents: number): NluExample[] {
  const random = randomFrom(1);
  const words = Array.from({ length: commonWords }, () => madeUpWord(random));
  const own = Array.from({ length: intents }, () => Array.from({ length: wordsOfIntent }, () => madeUpWord(random)));
  return Array.from({ length: count }, (_, at) => {
    const intent = at % intents;
    const length = shortest + Math.floor(random() * (longest - shortest + 1));
    const text = Array.from({ length }, (_, place) =>
      place < 2 ? pick(own[intent] ?? [], random()) : pick(words, zipf(random())),
    );
    return { text: text.join(' '), intent: `intent_${intent}`, entities: [], place: { file: 'made up', line: at + 1 } };
  });
}

/** A share of the ranks by which the word of rank r is drawn about 1/r as often as the first (Zipf's law). */
const zipf = (share: number): number => (commonWords ** share - 1) / commonWords;

const pick = (words: readonly string[], share: number): string => words[Math.floor(share * words.length)] ?? '';

const beginnings = [...'bcdfghjklmnprstvw', 'br', 'ch', 'cl', 'dr', 'fl', 'gr', 'pl', 'pr', 'sh', 'st', 'th', 'tr'];
const middles = [...'aeiou', 'ai', 'ea', 'ee', 'ie', 'oo', 'ou'];
const ends = ['', '', 'l', 'm', 'n', 'r', 's', 't', 'ck', 'nd', 'ng', 'st'];

function madeUpWord(random: Random): string {
  const syllables = 1 + Math.floor(random() * 3);
  const syllable = () => pick(beginnings, random()) + pick(middles, random()) + pick(ends, random());
  return Array.from({ length: syllables }, syllable).join('');
}
