import { de } from './words/de.js';
import { en } from './words/en.js';
import { es } from './words/es.js';
import { fr } from './words/fr.js';
import { hi } from './words/hi.js';
import { it } from './words/it.js';
import { nl } from './words/nl.js';
import { pt } from './words/pt.js';
import type { Vocabulary } from './words/vocabulary.js';

const vocabularies: Readonly<Record<string, Vocabulary>> = { de, en, es, fr, hi, it, nl, pt };

/** A language's words, made ready for looking up. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  /** Numbers in figures, and those among them whose digits are in groups. */
  readonly figures: { readonly all: RegExp; readonly grouped: RegExp };
  /** First words of what means a number, an article or a half. */
  readonly numberStarts: ReadonlySet<string>;
  readonly ordinals: RegExp;
  /** Units right behind a number, by the kind of unit; group 1 is the unit's word. */
  readonly currencyAhead: RegExp;
  readonly durationAhead: RegExp;
  readonly andHalf: RegExp;
  readonly measureAhead: RegExp;
  /** What stands between the two ends of a range of amounts. */
  readonly between: RegExp;
  readonly openWords: { readonly before: RegExp; readonly after: RegExp };
  readonly wholeWeek: RegExp;
  /** Groups: the word before a span of time, its start, and the word between its ends. */
  readonly timeSpan: RegExp | undefined;
}

/** Abbreviations of units of measure, which are the same in all languages. */
export const abbreviations: Readonly<Record<string, string>> = {
  km: 'kilometre',
  m: 'metre',
  cm: 'centimetre',
  mm: 'millimetre',
  mi: 'mile',
  yd: 'yard',
  ft: 'foot',
  l: 'litre',
  ml: 'millilitre',
  gal: 'gallon',
  g: 'gram',
  kg: 'kilogram',
  mg: 'milligram',
  oz: 'ounce',
  lb: 'pound',
  lbs: 'pound',
  '°c': 'celsius',
  '°f': 'fahrenheit',
  '°': 'degree',
  f: 'fahrenheit',
};

/** ISO codes and signs of currencies, and the unit that Duckling calls them by. */
export const currencySigns: Readonly<Record<string, string>> = {
  $: '$',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  jpy: 'JPY',
  inr: 'INR',
  chf: 'CHF',
};

const lexicons = new Map<string, Lexicon>();

/** The lexicon of an IETF tag's language; English for one that has none. */
export function lexiconOf(tag: string): Lexicon {
  const language = tag.split('-')[0]?.toLowerCase() ?? '';
  const name = Object.hasOwn(vocabularies, language) ? language : 'en';
  const known = lexicons.get(name);
  if (known) return known;
  const made = prepare(vocabularies[name] ?? en);
  lexicons.set(name, made);
  return made;
}

/** The source of a pattern of any of some words, the longest first. */
export const anyOf = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$.*+?^(){}|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`))
    .join('|');

const wordStart = '(?<![\\p{L}\\p{N}_])';
const wordEnd = '(?![\\p{L}\\p{N}_])';

function prepare(vocabulary: Vocabulary): Lexicon {
  const { numbers, scales, articles, halves, currencies, durations, measures, ordinals } = vocabulary;
  const starts = [...Object.keys(numbers), ...Object.keys(scales), ...articles, ...halves];
  const behind = (words: readonly string[], more = ''): RegExp =>
    new RegExp(`^[\\s'’-]?(?:de )?(${anyOf(words)}${more})${wordEnd}`, 'iu');
  const ahead = (words: readonly string[]): RegExp =>
    new RegExp(`${wordStart}(?:${anyOf(words)})\\s+(?:(?:the|el|la|los|las|le|il|den|dem)\\s+)?$`, 'iu');
  return {
    vocabulary,
    figures: figuresOf(vocabulary),
    numberStarts: new Set(starts.map((phrase) => phrase.split(' ')[0] ?? phrase)),
    ordinals: new RegExp(
      `${wordStart}(?:(?<figure>\\d+)(?:${vocabulary.ordinalEnds})|(?<word>${anyOf(Object.keys(ordinals))}))${wordEnd}`,
      'giu',
    ),
    currencyAhead: behind([...Object.keys(currencies), ...Object.keys(currencySigns)]),
    durationAhead: behind(Object.keys(durations)),
    andHalf: new RegExp(`^\\s(?:${anyOf(vocabulary.andHalf)})${wordEnd}`, 'iu'),
    measureAhead: behind([...Object.keys(measures), ...Object.keys(abbreviations)]),
    between: new RegExp(`^\\s*(?:-|–|${anyOf(vocabulary.between)})\\s*(?<sign>[$€£¥₹])?\\s*$`, 'iu'),
    openWords: { before: ahead(vocabulary.until), after: ahead(vocabulary.since) },
    wholeWeek: new RegExp(vocabulary.wholeWeek, 'iu'),
    timeSpan: timeSpanOf(vocabulary),
  };
}

function figuresOf({ decimal, thousands }: Vocabulary): Lexicon['figures'] {
  const groups = `\\d{1,3}(?:[${thousands}]\\d{2,3})*[${thousands}]\\d{3}(?:[${decimal}]\\d+)?(?!\\d)`;
  const start = '(?<![\\p{L}\\p{N}_.]|\\p{N},)(?:(?<=^|\\s)-)?';
  return {
    all: new RegExp(`${start}(?:${groups}|\\d+(?:[.,]\\d+)?)`, 'gu'),
    grouped: new RegExp(`^-?${groups}$`, 'u'),
  };
}

function timeSpanOf({ times }: Vocabulary): RegExp | undefined {
  if (!times?.span) return undefined;
  const [before, behind] = times.span;
  return new RegExp(`${wordStart}(${before})(\\s[^.,;]{1,30}?\\s)(${behind})(?=\\s)`, 'giu');
}
