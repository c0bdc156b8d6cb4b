import type { CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import type { TypedHit } from './typed-hit.js';

const fewestDigits = 6;

/** Phone numbers: international ones, and those that are valid in `country`. */
export function findPhones(
  text: string,
  find: typeof findPhoneNumbersInText,
  country: CountryCode | undefined,
): TypedHit[] {
  if ((text.match(/\d/g)?.length ?? 0) < fewestDigits) return [];
  return find(text, country ? { defaultCountry: country } : {}).map(({ number, startsAt, endsAt }) => {
    const value = `(+${number.countryCallingCode}) ${number.nationalNumber}`;
    return { dimension: 'phone-number', start: startsAt, end: endsAt, value, info: { value } };
  });
}
