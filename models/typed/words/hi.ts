import { en } from './en.js';
import { alike, counted, type Vocabulary } from './vocabulary.js';

const upToTen = 'ek do teen/tin char/chaar paanch/panch/paach chhe/chheh/cheh saat/sat aath/aat nau das/dus';
const halfMore = Object.fromEntries(
  Object.entries(counted(upToTen, 1)).flatMap(([word, value]) =>
    ['saadhe', 'sadhe', 'sade'].map((before) => [`${before} ${word}`, value + 0.5] as const),
  ),
);

/** Hinglish: Hindi as people type it in Latin letters, between English words. */
export const hi: Vocabulary = {
  ...en,
  numbers: {
    ...en.numbers,
    ...counted(upToTen, 1),
    ...counted('gyarah/gyara barah/bara terah/tera chaudah/chauda pandrah/pandra solah/sola satrah/satra', 11),
    ...counted('atharah/athara unnis bees/bis ikkis bais teis chaubis pachchis/pachis/pachees', 18),
    ...counted('tees/tis chalis/chaalis pachas/pachaas saath/saatth sattar assi nabbe', 30, 10),
    dedh: 1.5,
    dhai: 2.5,
    adhai: 2.5,
    ...halfMore,
  },
  scales: { ...en.scales, ...alike(100, 'sau'), ...alike(1000, 'hazaar hazar'), ...alike(1e5, 'lakh'), crore: 1e7 },
  joiners: ['and'],
  articles: ['a', 'an'],
  halves: [...en.halves, 'aadha', 'adha', 'aadhe', 'aadhi'],
  durations: {
    ...en.durations,
    ...alike('hour', 'ghanta ghante ghanton'),
    ...alike('minute', 'minat'),
    ...alike('day', 'din dino dinon'),
    ...alike('week', 'hafta hafte hafton'),
    ...alike('month', 'mahina mahine mahino'),
    ...alike('year', 'saal'),
  },
  ordinals: {
    ...en.ordinals,
    ...counted('pehla/pehli/pehle dusra/dusri/doosra/doosri teesra/teesri/tisra chautha/chauthi', 1),
  },
  ordinalEnds: 'st|nd|rd|th|va|vi|wa|wi',
  currencies: { ...en.currencies, ...alike('INR', 'rupaye rupay rupye rupaiye rs') },
  between: [...en.between, 'se', 'ya', 'aur'],
  wholeWeek: `${en.wholeWeek}|^(?:agle|is) hafte$`,
  times: {
    days: {
      ...alike(0, 'aaj aj is_hafte'),
      ...alike(1, 'kal'),
      ...alike(2, 'parso parson'),
      ...alike(7, 'agle_hafte'),
    },
    weekdays: {
      ...counted('ravivar/raviwar/itvaar somvar/somwar/somvaar mangalvar/mangalwar/mangalvaar', 0),
      ...counted('budhvar/budhwar/budhvaar guruvar/guruwar/guruvaar shukravar/shukrawar/shukravaar', 3),
      ...alike(6, 'shanivar shaniwar shanivaar'),
    },
    parts: {
      ...alike('morning', 'subah ko_subah'),
      ...alike('afternoon', 'dopahar dopaher ko_dopahar ko_dopaher'),
      ...alike('evening', 'shaam sham ko_shaam ko_sham'),
      ...alike('night', 'raat ko_raat'),
    },
    clock: '(?:ko )?(?:{part} (?:ko |ke |mein )?)?{hour}(?::(?<minute>[0-5]\\d))? baje',
  },
};
