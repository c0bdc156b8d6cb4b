import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { twilioError } from '../errors.js';

/** A telephone number that can be called. */
export interface Callee {
  /** With its country, such as `+14155550123`. */
  readonly number: string;
  /** Where it may be: every time zone of its country. */
  readonly zones: readonly string[];
}

/** Reads a number. @throws ParleyError TWILIO_NUMBER_INVALID */
export function calleeOf(written: string): Callee {
  const phone = parsePhoneNumberFromString(written);
  if (!phone?.isPossible()) throw twilioError('TWILIO_NUMBER_INVALID', { number: written.slice(0, 40) });
  const countries = phone.country ? [phone.country] : phone.getPossibleCountries();
  return { number: phone.number, zones: [...new Set(countries.flatMap((country) => zonesOf(country)))] };
}

interface LocaleWithZones extends Intl.Locale {
  readonly timeZones?: string[];
  getTimeZones?(): string[];
}

const known = new Map<string, readonly string[]>();

/** The time zones of a country; `Intl.Locale` has them as a property in older engines and as a method in newer ones. */
function zonesOf(country: string): readonly string[] {
  const found = known.get(country);
  if (found) return found;
  const locale: LocaleWithZones = new Intl.Locale('und', { region: country });
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  known.set(country, zones);
  return zones;
}
