import { wordsOf } from './words.js';

const symbols: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' };
const codes = 'USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|MXN|BRL|CNY|SEK|NOK|DKK|PLN';
const amount = String.raw`\d{1,3}(?:[,.\u00a0 ]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?`;
const range = String.raw`(?:\s*[-–—]\s*[$€£¥₹]?(${amount}))?`;
const signFirst = new RegExp(String.raw`([$€£¥₹])\s?(${amount})(?!\d)${range}(?![\d.,]*\d)`, 'g');
const signLast = new RegExp(String.raw`(?<![\d.,])(${amount})(?!\d)${range}\s?(?:([$€£¥₹])|(${codes})\b)`, 'g');

/**
 * Prices as they are said.
 *
 * @example spokenPrices('$120.50', 'en') // '120 dollars and 50 cents'
 */
export function spokenPrices(text: string, language: string): string {
  const say = (from: string, until: string | undefined, currency: string) =>
    until === undefined
      ? priceOf(numberOf(from), currency, language)
      : `${numberOf(from)} ${wordsOf(language).to} ${priceOf(numberOf(until), currency, language)}`;
  return text
    .replace(signFirst, (_, sign: string, from: string, until?: string) => say(from, until, symbols[sign] ?? 'USD'))
    .replace(signLast, (_, from: string, until: string | undefined, sign?: string, code?: string) =>
      say(from, until, code ?? symbols[sign ?? ''] ?? 'USD'),
    );
}

function priceOf(value: number, currency: string, language: string): string {
  const words = wordsOf(language);
  const hundredths = Math.round((value % 1) * 100);
  const name = words.hundredths[currency];
  const whole = hundredths > 0 && name ? Math.trunc(value) : value;
  const style = { style: 'currency', currency, currencyDisplay: 'name', useGrouping: false } as const;
  const digits = { minimumFractionDigits: Number.isInteger(whole) ? 0 : 2 };
  const units = new Intl.NumberFormat(language, { ...style, ...digits }).format(whole).replace(/\bUS (?=dollar)/, '');
  if (hundredths === 0 || !name) return units;
  const parts = `${hundredths} ${hundredths === 1 ? name[0] : name[1]}`;
  return whole === 0 ? parts : `${units} ${words.and} ${parts}`;
}

/** `1,234.50`, `1.234,50` and `1 234,50` are one number: what has two digits after it is the decimal point. */
function numberOf(written: string): number {
  const [, whole = written, decimals = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(written) ?? [];
  return Number(`${whole.replace(/\D/g, '')}.${decimals || 0}`);
}

const grouped = /(?<![\p{L}\p{N}.,])\+?\(?\d(?:[\d ().\u00a0-]{5,17})\d(?![\p{L}\p{N}])/gu;

/**
 * Phone numbers, and other numbers of seven digits and more, digit by digit with a rest between their groups.
 *
 * @example spokenDigits('+1 (415) 555-0123', 'en') // 'plus 1, 4 1 5, 5 5 5, 0 1 2 3'
 */
export function spokenDigits(text: string, language: string): string {
  return text.replace(grouped, (found) => {
    const digits = found.replace(/\D/g, '');
    const isAmount = /^\d{1,3}([ .\u00a0]\d{3})+$/.test(found) && !found.startsWith('0');
    if (digits.length < 7 || digits.length > 15 || isAmount || /\d\.\d{1,2}$/.test(found)) return found;
    const groups = found.split(/\D+/).filter((group) => group !== '');
    const said = groups.flatMap((group) => (groups.length === 1 ? inThrees(group) : [group]));
    const plus = found.startsWith('+') ? `${wordsOf(language).plus} ` : '';
    return plus + said.map((group) => [...group].join(' ')).join(', ');
  });
}

const inThrees = (digits: string): readonly string[] => digits.match(/\d{4}$|\d{1,3}(?!\d$)/g) ?? [digits];
