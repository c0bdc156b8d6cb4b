import { currencySigns, type Lexicon } from './lexicon.js';
import type { NumberSpan } from './number-spans.js';
import type { TypedHit } from './typed-hit.js';

/** Amounts of money, and ranges of them such as `200 to 300 euros`. */
export function findMoney(text: string, numbers: readonly NumberSpan[], lexicon: Lexicon): TypedHit[] {
  const hits: TypedHit[] = [];
  for (let at = 0; at < numbers.length; at++) {
    const low = numbers[at] as NumberSpan;
    const before = signBefore(text, low.start);
    const high = numbers[at + 1];
    const between = high ? lexicon.between.exec(text.slice(low.end, high.start)) : null;
    const highAfter = high ? currencyAfter(text, high.end, lexicon) : undefined;
    const isRange = high?.alone && between && (highAfter ?? (before && between.groups?.sign));
    const after = currencyAfter(text, low.end, lexicon);
    if (high && isRange && !after) {
      const unit = before?.unit ?? highAfter?.unit ?? '';
      const ends = { to: { value: high.value, unit }, from: { value: low.value, unit } };
      const value = { to: high.value, from: low.value };
      hits.push(hit(before?.start ?? low.start, highAfter?.end ?? high.end, value, { type: 'interval', ...ends }));
      at += 1;
      continue;
    }
    const currency = before ?? after;
    if (!currency) continue;
    const start = before?.start ?? low.start;
    const end = before ? low.end : (after?.end ?? low.end);
    hits.push(hit(start, end, low.value, { value: low.value, type: 'value', unit: currency.unit }));
  }
  return hits;
}

const hit = (start: number, end: number, value: unknown, info: TypedHit['info']): TypedHit => ({
  dimension: 'amount-of-money',
  start,
  end,
  value,
  info,
});

const signAtEnd = /(?:([$€£¥₹])|(?<![\p{L}\p{N}_])(usd|eur|gbp|inr|chf))\s?$/iu;

function signBefore(text: string, start: number): { readonly unit: string; readonly start: number } | undefined {
  const match = signAtEnd.exec(text.slice(Math.max(0, start - 5), start));
  const unit = currencySigns[(match?.[1] ?? match?.[2] ?? '').toLowerCase()];
  return match && unit !== undefined ? { unit, start: start - match[0].length } : undefined;
}

function currencyAfter(
  text: string,
  end: number,
  { currencyAhead, vocabulary }: Lexicon,
): { readonly unit: string; readonly end: number } | undefined {
  const match = currencyAhead.exec(text.slice(end, end + 30));
  const word = match?.[1]?.toLowerCase() ?? '';
  const unit = currencySigns[word] ?? vocabulary.currencies[word];
  return match && unit !== undefined ? { unit, end: end + match[0].length } : undefined;
}
