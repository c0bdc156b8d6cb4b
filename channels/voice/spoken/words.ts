/** What a spoken form says of its own. */
export interface SpokenWords {
  /** Before choices, which stand in a list. */
  canSay(list: string): string;
  press(title: string, key: number): string;
  /** Instead of an address. */
  readonly link: string;
  readonly and: string;
  readonly to: string;
  readonly at: string;
  readonly dot: string;
  readonly plus: string;
  /** Hundredths of a currency, one and many, by its code. */
  readonly hundredths: Readonly<Record<string, readonly [string, string]>>;
}

const cents = ['cent', 'cents'] as const;
const centimes = ['centime', 'centimes'] as const;
const centimos = ['céntimo', 'céntimos'] as const;

const english: SpokenWords = {
  canSay: (list) => `You can say ${list}.`,
  press: (title, key) => `For ${title}, press ${key}.`,
  link: 'a link',
  and: 'and',
  to: 'to',
  at: 'at',
  dot: 'dot',
  plus: 'plus',
  hundredths: {
    USD: cents,
    EUR: cents,
    CAD: cents,
    AUD: cents,
    GBP: ['penny', 'pence'],
    INR: ['paisa', 'paise'],
  },
};

const languages: Readonly<Record<string, SpokenWords>> = {
  en: english,
  de: {
    canSay: (list) => `Sie können sagen: ${list}.`,
    press: (title, key) => `Für ${title} drücken Sie die ${key}.`,
    link: 'ein Link',
    and: 'und',
    to: 'bis',
    at: 'at',
    dot: 'Punkt',
    plus: 'plus',
    hundredths: { USD: ['Cent', 'Cent'], EUR: ['Cent', 'Cent'], CHF: ['Rappen', 'Rappen'] },
  },
  es: {
    canSay: (list) => `Puede decir ${list}.`,
    press: (title, key) => `Para ${title}, pulse ${key}.`,
    link: 'un enlace',
    and: 'y',
    to: 'a',
    at: 'arroba',
    dot: 'punto',
    plus: 'más',
    hundredths: { USD: ['centavo', 'centavos'], EUR: centimos, MXN: ['centavo', 'centavos'] },
  },
  fr: {
    canSay: (list) => `Vous pouvez dire ${list}.`,
    press: (title, key) => `Pour ${title}, tapez ${key}.`,
    link: 'un lien',
    and: 'et',
    to: 'à',
    at: 'arobase',
    dot: 'point',
    plus: 'plus',
    hundredths: { USD: cents, EUR: centimes, CHF: centimes, CAD: cents },
  },
};

/** The words of a language, given in BCP 47; English where there are none. */
export function wordsOf(language: string): SpokenWords {
  return languages[language.toLowerCase().split('-')[0] ?? ''] ?? english;
}
