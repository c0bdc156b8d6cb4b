import type { Chrono } from 'chrono-node';
import type { findPhoneNumbersInText } from 'libphonenumber-js';
import { lexiconOf } from './lexicon.js';
import { withWords } from './time-parsers.js';

/** What is loaded only once something has to be read. */
export interface Libraries {
  /** chrono-node's reading of an IETF tag's language; English for a language that it does not know. */
  readonly chronoOf: (tag: string) => Chrono;
  readonly findPhoneNumbers: typeof findPhoneNumbersInText;
}

/** Loads the libraries, which takes some 100 ms that a bot without typed entities need not wait for at its start. */
export async function loadLibraries(): Promise<Libraries> {
  const [chrono, { findPhoneNumbersInText }] = await Promise.all([import('chrono-node'), import('libphonenumber-js')]);
  const { de, en, es, fr, it, ja, nl, pt, ru, sv, uk, vi, zh } = chrono;
  const taught = (part: { readonly casual: Chrono }, language: string): Chrono =>
    withWords(part.casual, lexiconOf(language).vocabulary);
  const british = withWords(en.GB, lexiconOf('en').vocabulary);
  const byTag = new Map<string, Chrono>([
    ...Object.entries({ ja, nl, ru, sv, uk, vi, zh }).map(([name, part]) => [name, part.casual] as const),
    ...Object.entries({ de, en, es, fr, it, pt }).map(([name, part]) => [name, taught(part, name)] as const),
    // Hinglish is Hindi among English words; in India, as in Britain, the day is written before the month.
    ['hi', withWords(en.GB, lexiconOf('hi').vocabulary)],
    ...['en-GB', 'en-AU', 'en-NZ', 'en-IE', 'en-IN', 'en-ZA'].map((tag) => [tag, british] as const),
  ]);
  return {
    chronoOf: (tag) => byTag.get(tag) ?? byTag.get(tag.split('-')[0] ?? '') ?? chrono.casual,
    findPhoneNumbers: findPhoneNumbersInText,
  };
}
