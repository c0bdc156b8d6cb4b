import { compounds } from './compounds.js';
import { alike, counted, type Vocabulary } from './vocabulary.js';

const small = {
  ...counted('null eins zwei drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf dreizehn vierzehn', 0),
  ...counted('fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn', 15),
};
const ones = 'ein zwei drei vier fünf sechs sieben acht neun'.split(' ');
const tens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
const halfMore = Object.fromEntries(
  ones.flatMap((one, at) => [one, `${one}und`].map((word) => [`${word}einhalb`, at + 1.5] as const)),
);

/** German. */
export const de: Vocabulary = {
  numbers: {
    ...compounds(ones, tens, small, { hundred: 'hundert', join: (ten, one) => `${one}und${ten}` }),
    ...alike(1.5, 'anderthalb eineinhalb'),
    ...halfMore,
    dreissig: 30,
    einhundert: 100,
    dutzend: 12,
    tausend: 1000,
    eintausend: 1000,
    zweitausend: 2000,
    dreitausend: 3000,
    fünftausend: 5000,
    zehntausend: 10_000,
  },
  scales: { million: 1e6, millionen: 1e6 },
  joiners: [],
  articles: ['ein', 'eine', 'einen', 'einem', 'einer'],
  halves: ['eine halbe', 'einer halben', 'ein halbes', 'halbe', 'halben', 'halbes'],
  andHalf: [],
  decimal: ',',
  thousands: '.',
  durations: {
    ...alike('second', 'sek sekunde sekunden'),
    ...alike('minute', 'min minute minuten'),
    ...alike('hour', 'h std stunde stunden'),
    ...alike('day', 'tag tage tagen'),
    ...alike('week', 'woche wochen'),
    ...alike('month', 'monat monate monaten'),
    ...alike('year', 'jahr jahre jahren'),
  },
  ordinals: {
    ...counted('erste/ersten/erster/erstes zweite/zweiten/zweiter dritte/dritten/dritter vierte/vierten fünfte', 1),
    ...counted('sechste siebte achte/achten neunte zehnte', 6),
  },
  ordinalEnds: 'te|ter|ten|ste',
  currencies: { ...alike('EUR', 'euro euros'), ...alike('$', 'dollar'), ...alike('Pound', 'pfund'), franken: 'CHF' },
  measures: {
    ...alike('kilometre', 'kilometer kilometern'),
    ...alike('metre', 'meter metern'),
    ...alike('centimetre', 'zentimeter zentimetern'),
    ...alike('millimetre', 'millimeter millimetern'),
    ...alike('litre', 'liter litern'),
    ...alike('gram', 'gramm'),
    ...alike('kilogram', 'kilo kilogramm'),
    ...alike('degree', 'grad'),
    ...alike('celsius', 'grad_celsius'),
  },
  between: ['bis', 'und', 'oder'],
  until: ['bis', 'vor'],
  since: ['nach', 'ab', 'seit'],
  wholeWeek: '^(?:diese|nächste|letzte|kommende) woche$',
  times: { monthDay: 'am {day}\\.', span: ['zwischen', 'und'] },
};
