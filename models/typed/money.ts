import { numberOf, numberSource } from './number-words.js';
import type { TypedHit } from './typed-hit.js';

/** Signs and words for currencies, and the unit that Duckling calls them by. */
const currencies: Readonly<Record<string, string>> = {
  $: '$',
  dollar: '$',
  buck: '$',
  usd: 'USD',
  '€': 'EUR',
  euro: 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  quid: 'GBP',
  gbp: 'GBP',
  pound: 'Pound',
  '¥': 'JPY',
  yen: 'JPY',
  jpy: 'JPY',
  '₹': 'INR',
  rupee: 'INR',
  inr: 'INR',
  chf: 'CHF',
  franc: 'CHF',
};

const amount = `(?:${numberSource})(?:k(?![\\p{L}]))?`;
const sign = '[$€£¥₹]';
const unitWord =
  '(?:dollars?|bucks?|usd|euros?|eur|quid|gbp|pounds?|yen|jpy|rupees?|inr|chf|francs?)(?![\\p{L}\\p{N}])';
const range = '\\s*(?:-|–|to|and|or)\\s*';
const moneyPattern = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:(?<before>${sign}|chf|usd|eur|gbp)\\s?(?<low>${amount})(?:${range}(?:${sign})?(?<high>${amount}))?(?![\\p{L}\\p{N}])` +
    `|(?<from>${amount})(?:${range}(?<to>${amount}))?\\s?(?<after>${sign}|${unitWord}))`,
  'giu',
);
const hasCurrency = new RegExp(`${sign}|${unitWord}`, 'iu');

/** Amounts of money, and ranges of them such as `200 to 300 euros`. */
export function findMoney(text: string): TypedHit[] {
  if (!hasCurrency.test(text)) return [];
  return [...text.matchAll(moneyPattern)].map((match) => {
    const groups = match.groups ?? {};
    const unit = unitOf(groups.before ?? groups.after ?? '');
    const low = amountOf(groups.low ?? groups.from ?? '');
    const written = groups.high ?? groups.to;
    const place = { dimension: 'amount-of-money', start: match.index, end: match.index + match[0].length } as const;
    if (written === undefined) return { ...place, value: low, info: { value: low, type: 'value', unit } };
    const ends = { from: { value: low, unit }, to: { value: amountOf(written), unit } };
    return { ...place, value: { from: low, to: ends.to.value }, info: { type: 'interval', ...ends } };
  });
}

const amountOf = (written: string): number =>
  /k$/i.test(written) ? numberOf(written.slice(0, -1)) * 1000 : numberOf(written);

function unitOf(written: string): string {
  const word = written.toLowerCase();
  return currencies[word] ?? currencies[word.replace(/s$/, '')] ?? word;
}
