/** What the studio's actions say, which is written in English, in the language of the person. */

import { spanish } from './tongue-es.js';
import { hindi } from './tongue-hi.js';

/** English, and the same in another language; `{name}` stands for anything, which is put into its own words too. */
export type Phrase = readonly [english: string, own: string];

/** How a language says what the actions say. */
export interface Tongue {
  readonly phrases: readonly Phrase[];
  /** Names of places, styles and the like. */
  readonly words: Readonly<Record<string, string>>;
  /** `monday`, `march`, 5 in words; `short` for buttons. */
  day(weekday: string, month: string, date: number, short: boolean): string;
  /** A time of day, from its hour (0 to 23) and minute. */
  time(hour: number, minute: number): string;
  readonly and: string;
  readonly or: string;
}

const tongues: Readonly<Record<string, Tongue>> = { es: spanish, hi: hindi };

/** The tongue of a language, by its tag; none for English and for languages that the studio does not speak. */
export const tongueOf = (language: unknown): Tongue | undefined =>
  typeof language === 'string' ? tongues[language.toLowerCase().split('-')[0] ?? ''] : undefined;

/** A text of the actions in another tongue, line by line; what it has no words for stays English. */
export const sayIn = (tongue: Tongue, text: string): string =>
  text
    .split('\n')
    .map((line) => {
      const [, mark = '', rest = ''] = /^(\s*(?:- )?)(.*)$/.exec(line) ?? [];
      return mark + sayLine(tongue, rest);
    })
    .join('\n');

/** A line as one phrase, else sentence by sentence. */
function sayLine(tongue: Tongue, line: string): string {
  const whole = sayPhrase(tongue, line);
  if (whole !== undefined) return whole;
  const sentences = line.split(/(?<=[.?!:]) (?=\p{Lu}|“)/u);
  if (sentences.length < 2) return sayValue(tongue, line);
  return sentences.map((sentence) => sayPhrase(tongue, sentence) ?? sentence).join(' ');
}

interface Pattern {
  readonly pattern: RegExp;
  readonly own: string;
}

const patterns = new WeakMap<Tongue, readonly Pattern[]>();

function patternsOf(tongue: Tongue): readonly Pattern[] {
  const known = patterns.get(tongue);
  if (known) return known;
  // What says more is meant before a phrase whose gaps would take the rest of it.
  const ordered = tongue.phrases.toSorted(([one], [other]) => wordsFixed(other) - wordsFixed(one));
  const made = ordered.map(([english, own]) => {
    const escaped = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+?)');
    return { pattern: new RegExp(`^${escaped}$`, 'u'), own };
  });
  patterns.set(tongue, made);
  return made;
}

/** How much of a phrase is not gaps, in characters; one without gaps comes before all others. */
const wordsFixed = (english: string): number => {
  const fixed = english.replace(/\{\w+\}/g, '');
  return fixed.length + (fixed === english ? 1_000 : 0);
};

function sayPhrase(tongue: Tongue, text: string): string | undefined {
  for (const { pattern, own } of patternsOf(tongue)) {
    const groups = pattern.exec(text)?.groups;
    if (!groups && !pattern.test(text)) continue;
    return own.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(tongue, groups?.[name] ?? ''));
  }
  return undefined;
}

const dayPattern = /^(?<weekday>[A-Z][a-z]+), (?<month>[A-Z][a-z]+) (?<date>\d{1,2})$/;
const timePattern = /^(?:(?<hour>\d{1,2})(?::(?<minute>\d\d))? (?<half>am|pm)|(?<noon>[Nn]oon))$/;

/** Words in a name of something, or in two with a link between them: `2:30 pm or 3:30 pm`. */
const longestName = 5;

/** What stands in a gap of a phrase: a day, a time, a name of something, a list of these; anything else as it is. */
export function sayValue(tongue: Tongue, text: string): string {
  const day = dayPattern.exec(text)?.groups;
  if (day) return tongue.day(lower(day.weekday), lower(day.month), Number(day.date), (day.weekday ?? '').length === 3);
  const time = timePattern.exec(text)?.groups;
  if (time) return tongue.time(hourOf(time), Number(time.minute ?? 0));
  const word = tongue.words[text.toLowerCase()];
  if (word !== undefined) return /^\p{Lu}/u.test(text) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  const phrase = sayPhrase(tongue, text);
  if (phrase !== undefined) return phrase;
  const [, head, details] = /^(.+) \((.+)\)$/.exec(text) ?? [];
  if (head && details) return `${sayValue(tongue, head)} (${sayValue(tongue, details)})`;
  for (const [link, own] of [
    [', ', ', '],
    [' and ', ` ${tongue.and} `],
    [' or ', ` ${tongue.or} `],
  ] as const) {
    const parts = text.split(link);
    // Sentences have commas, too.
    if (parts.length < 2 || parts.some((part) => part.split(' ').length > longestName)) continue;
    return parts.map((part) => sayValue(tongue, part)).join(own);
  }
  return text;
}

const hourOf = ({ hour, half, noon }: Readonly<Record<string, string | undefined>>): number =>
  noon ? 12 : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);

const lower = (text = ''): string => text.toLowerCase();
