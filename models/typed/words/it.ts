import { compounds } from './compounds.js';
import { alike, counted, type Vocabulary } from './vocabulary.js';

const small = {
  ...counted('zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici', 0),
  ...counted('sedici diciassette diciotto diciannove', 16),
};
const ones = 'uno due tre quattro cinque sei sette otto nove'.split(' ');
const tens = 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
/** A ten loses its last letter before a vowel: ventuno, ventotto. */
const join = (ten: string, one: string): string => (/^[uo]/.test(one) ? ten.slice(0, -1) : ten) + one;

/** Italian. */
export const it: Vocabulary = {
  numbers: {
    ...compounds(ones, tens, small, { hundred: 'cento', join }),
    ...alike(23, 'ventitré'),
    mille: 1000,
    duemila: 2000,
    tremila: 3000,
    cinquemila: 5000,
    diecimila: 10_000,
  },
  scales: { mila: 1000, milione: 1e6, milioni: 1e6 },
  joiners: [],
  articles: ['un', 'una'],
  halves: ['mezza', 'mezzo', 'mezz'],
  andHalf: ['e mezza', 'e mezzo'],
  decimal: ',',
  thousands: '.',
  durations: {
    ...alike('second', 'sec secondo secondi'),
    ...alike('minute', 'min minuto minuti'),
    ...alike('hour', 'h ora ore'),
    ...alike('day', 'giorno giorni'),
    ...alike('week', 'settimana settimane'),
    ...alike('month', 'mese mesi'),
    ...alike('year', 'anno anni'),
  },
  ordinals: counted('primo/prima secondo/seconda terzo/terza quarto/quarta quinto/quinta', 1),
  ordinalEnds: 'º|ª|°|o|a',
  currencies: { ...alike('EUR', 'euro'), ...alike('$', 'dollaro dollari'), ...alike('Pound', 'sterlina sterline') },
  measures: {
    ...alike('kilometre', 'chilometro chilometri'),
    ...alike('metre', 'metro metri'),
    ...alike('centimetre', 'centimetro centimetri'),
    ...alike('millimetre', 'millimetro millimetri'),
    ...alike('litre', 'litro litri'),
    ...alike('gram', 'grammo grammi'),
    ...alike('kilogram', 'chilo chili'),
    ...alike('degree', 'grado gradi'),
  },
  between: ['a', 'e', 'o'],
  until: ['fino a', 'prima di'],
  since: ['dopo', 'dopo le', 'a partire da', 'da'],
  wholeWeek: '^(?:la )?(?:prossima settimana|settimana prossima)$|^questa settimana$',
  times: {
    days: {
      ...alike(2, 'dopodomani'),
      ...alike(-2, "l'altro_ieri l’altro_ieri"),
      ...alike(7, 'prossima_settimana la_prossima_settimana settimana_prossima la_settimana_prossima'),
    },
  },
};
