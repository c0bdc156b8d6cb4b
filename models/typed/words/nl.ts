import { compounds } from './compounds.js';
import { alike, counted, type Vocabulary } from './vocabulary.js';

const small = {
  ...counted('nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien', 0),
  ...counted('zestien zeventien achttien negentien', 16),
};
const ones = 'een twee drie vier vijf zes zeven acht negen'.split(' ');
const tens = 'twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ');

/** Dutch. */
export const nl: Vocabulary = {
  numbers: {
    ...compounds(ones, tens, small, {
      hundred: 'honderd',
      join: (ten, one) => `${one}${one.endsWith('e') ? 'ën' : 'en'}${ten}`,
    }),
    ...alike(1.5, 'anderhalf anderhalve'),
  },
  scales: { duizend: 1000, miljoen: 1e6 },
  joiners: [],
  articles: ['een'],
  halves: ['een half', 'een halve', 'half', 'halve'],
  andHalf: ['en een half', 'en een halve'],
  decimal: ',',
  thousands: '.',
  durations: {
    ...alike('second', 'sec seconde seconden'),
    ...alike('minute', 'min minuut minuten'),
    ...alike('hour', 'u uur uren'),
    ...alike('day', 'dag dagen'),
    ...alike('week', 'week weken'),
    ...alike('month', 'maand maanden'),
    ...alike('year', 'jaar jaren'),
  },
  ordinals: counted('eerste tweede derde vierde vijfde zesde zevende achtste negende tiende', 1),
  ordinalEnds: 'e|de|ste',
  currencies: { ...alike('EUR', "euro euro's"), ...alike('$', 'dollar dollars'), ...alike('Pound', 'pond') },
  measures: {
    ...alike('kilometre', 'kilometer'),
    ...alike('metre', 'meter'),
    ...alike('centimetre', 'centimeter'),
    ...alike('millimetre', 'millimeter'),
    ...alike('litre', 'liter'),
    ...alike('gram', 'gram'),
    ...alike('kilogram', 'kilo'),
    ...alike('degree', 'graden'),
  },
  between: ['tot', 'en', 'of'],
  until: ['tot', 'voor'],
  since: ['na', 'vanaf', 'sinds'],
  wholeWeek: '^(?:deze|volgende|vorige|komende) week$',
};
