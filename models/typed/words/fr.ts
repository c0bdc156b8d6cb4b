import { alike, counted, type Vocabulary } from './vocabulary.js';

const teens = counted('dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf', 10);
const ones = counted('un deux trois quatre cinq six sept huit neuf', 1);
/** Seventy is sixty-ten in French, and ninety four-twenties-ten. */
const onTop = (ten: string, base: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries({ ...ones, ...teens }).flatMap(([word, value]) =>
      [`${ten} ${word}`, `${ten} et ${word}`].map((phrase) => [phrase, base + value] as const),
    ),
  );

/** French; a hyphen is read as a space. */
export const fr: Vocabulary = {
  numbers: {
    zéro: 0,
    ...ones,
    une: 1,
    ...teens,
    ...counted('vingt trente quarante cinquante soixante', 20, 10),
    ...onTop('soixante', 60),
    'quatre vingt': 80,
    'quatre vingts': 80,
    ...onTop('quatre vingt', 80),
    ...alike(70, 'septante'),
    ...alike(80, 'huitante octante'),
    ...alike(90, 'nonante'),
  },
  scales: { cent: 100, cents: 100, mille: 1000, million: 1e6, millions: 1e6 },
  joiners: ['et'],
  articles: ['un', 'une'],
  halves: ['une demi', 'demi', 'une demie', 'demie'],
  andHalf: ['et demie', 'et demi'],
  decimal: ',',
  thousands: ' .\u00a0\u202f',
  durations: {
    ...alike('second', 'sec seconde secondes'),
    ...alike('minute', 'min minute minutes'),
    ...alike('hour', 'h heure heures'),
    ...alike('day', 'jour jours'),
    ...alike('week', 'semaine semaines'),
    ...alike('month', 'mois'),
    ...alike('year', 'an ans année années'),
  },
  ordinals: counted(
    'premier/première/premiere deuxième/deuxieme/seconde troisième/troisieme quatrième/quatrieme cinquième/cinquieme sixième septième huitième neuvième dixième',
    1,
  ),
  ordinalEnds: 'er|ère|re|ème|eme|e',
  currencies: {
    ...alike('EUR', 'euro euros balles'),
    ...alike('$', 'dollar dollars'),
    ...alike('Pound', 'livre livres'),
    ...alike('CHF', 'franc francs'),
  },
  measures: {
    ...alike('kilometre', 'kilomètre kilomètres kilometre kilometres'),
    ...alike('metre', 'mètre mètres metre metres'),
    ...alike('centimetre', 'centimètre centimètres centimetre centimetres'),
    ...alike('millimetre', 'millimètre millimètres millimetre millimetres'),
    ...alike('litre', 'litre litres'),
    ...alike('gram', 'gramme grammes'),
    ...alike('kilogram', 'kilo kilos kilogramme kilogrammes'),
    ...alike('degree', 'degré degrés degre degres'),
  },
  between: ['à', 'et', 'ou'],
  until: ['jusqu’à', "jusqu'à", 'avant'],
  since: ['après', 'apres', 'dès', 'depuis', 'à partir de', 'à partir du'],
  wholeWeek: '^(?:la )?semaine prochaine$|^cette semaine$',
  times: { span: ['entre', 'et'], days: { 'après-demain': 2, 'apres-demain': 2, 'avant-hier': -2 } },
};
