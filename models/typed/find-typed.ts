import type { CountryCode } from 'libphonenumber-js';
import type { Message } from '../../core/index.js';
import { findMails, findUrls } from './addresses.js';
import { findDurations } from './durations.js';
import { lexiconOf } from './lexicon.js';
import { findMoney } from './money.js';
import { findNumberSpans } from './number-spans.js';
import { findPhones } from './phones.js';
import { findMeasures, findNumbers, findOrdinals } from './quantities.js';
import type { Libraries } from './time-libraries.js';
import { findTimes } from './times.js';
import type { Dimension, TypedHit } from './typed-hit.js';

/** How a message is read. */
export interface Reading {
  readonly dimensions: readonly string[];
  /** Language and country, such as `en_GB`; the message's own language unless given. */
  readonly locale: string | undefined;
  /** IANA zone of persons who do not say theirs. */
  readonly zone: string;
}

type Finder = () => TypedHit[];

/** Everything typed in a message. What is recognised first keeps its words: the digits of a date are no number. */
export function findTyped(message: Message, reading: Reading, libraries: Libraries): TypedHit[] {
  const finders = findersOf(message, reading, libraries);
  const hits: TypedHit[] = [];
  for (const [dimensions, find] of finders) {
    if (!dimensions.some((dimension) => reading.dimensions.includes(dimension))) continue;
    for (const hit of find()) {
      const wanted = reading.dimensions.includes(hit.dimension);
      if (wanted && !hits.some((other) => hit.start < other.end && other.start < hit.end)) hits.push(hit);
    }
  }
  return hits;
}

/** The finders in the order in which they claim their words. */
function findersOf(
  message: Message,
  { locale, zone }: Reading,
  { chronoOf, findPhoneNumbers }: Libraries,
): readonly (readonly [readonly Dimension[], Finder])[] {
  const { text } = message;
  const tag = locale?.replace('_', '-') ?? message.language ?? 'en';
  const lexicon = lexiconOf(tag);
  const { openWords, wholeWeek, timeSpan } = lexicon;
  const numbers = findNumberSpans(text, lexicon);
  const durations = findDurations(text, numbers, lexicon);
  const sentAt = message.sentAt ?? new Date();
  const reference = { sentAt, zone: message.timeZone ?? zone, openWords, wholeWeek, timeSpan };
  return [
    [['url'], () => findUrls(text)],
    [['email'], () => findMails(text)],
    [['phone-number'], () => findPhones(text, findPhoneNumbers, countryOf(tag))],
    [['amount-of-money'], () => findMoney(text, numbers, lexicon)],
    [['distance', 'volume', 'quantity', 'temperature'], () => findMeasures(text, numbers, lexicon)],
    [['time'], () => findTimes(text, chronoOf(tag), reference, durations)],
    [['duration'], () => durations],
    [['ordinal'], () => findOrdinals(text, lexicon)],
    [['number'], () => findNumbers(text, numbers)],
  ];
}

const countryOf = (tag: string): CountryCode | undefined => tag.split('-')[1]?.toUpperCase() as CountryCode | undefined;
