import type { CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import type { TypedHit } from './typed-hit.js';

const fewestDigits = 6;

/** Phone numbers: international ones, those that are valid in `country`, and others by their look alone. */
export function findPhones(
  text: string,
  find: typeof findPhoneNumbersInText,
  country: CountryCode | undefined,
): TypedHit[] {
  if ((text.match(/\d/g)?.length ?? 0) < fewestDigits) return [];
  const known = find(text, country ? { defaultCountry: country } : {}).map(({ number, startsAt, endsAt }) =>
    hit(startsAt, endsAt, `(+${number.countryCallingCode}) ${number.nationalNumber}`),
  );
  const others = byLook(text).filter((one) => !known.some(({ start, end }) => one.start < end && start < one.end));
  return [...known, ...others].sort((a, b) => a.start - b.start);
}

const groups = /(?<![\p{L}\p{N}+.,:/$€£¥₹-])\(?\d{2,5}\)?(?:[ .-]?\d{2,5}){1,4}(?![\p{N}:/]|\s?[$€£¥₹])/gu;
const dateLike = /^\d{1,4}[.-]\d{1,2}[.-]\d{2,4}/;
const fewestDigitsOfNational = 9;
const mostDigits = 15;

/** Nine digits or more in groups, as Duckling has them: without a country, the digits alone. */
function byLook(text: string): TypedHit[] {
  return [...text.matchAll(groups)].flatMap((match): TypedHit[] => {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length < fewestDigitsOfNational || digits.length > mostDigits || dateLike.test(match[0])) return [];
    return [hit(match.index, match.index + match[0].length, digits)];
  });
}

const hit = (start: number, end: number, value: string): TypedHit => ({
  dimension: 'phone-number',
  start,
  end,
  value,
  info: { value },
});
