import type { Chrono } from 'chrono-node';
import type { CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import { z } from 'zod';
import { defineComponent, type EntityMention, type Message } from '../../core/index.js';
import { addMentions } from '../entities/mentions.js';
import { findMails, findUrls } from './addresses.js';
import { findMoney } from './money.js';
import { findPhones } from './phones.js';
import { findDurations, findNumbers, findOrdinals } from './quantities.js';
import { findTimes } from './times.js';
import { type Dimension, dimensions, type TypedHit } from './typed-hit.js';
import { isZone } from './zones.js';

/** Dimensions of Duckling that are accepted and find nothing. */
const absentDimensions = ['credit-card-number', 'distance', 'quantity', 'temperature', 'volume'] as const;

const config = z.strictObject({
  /** What to look for; everything unless given. */
  dimensions: z.array(z.enum([...dimensions, ...absentDimensions])).default([...dimensions]),
  /** The zone of persons who do not say theirs. */
  timezone: z.string().refine(isZone, 'is no time zone; write one such as Europe/Berlin').default('UTC'),
  /** Language and country, such as `en_GB`: the language of dates, and whose phone numbers are written without +. */
  locale: z.string().optional(),
  /** The entity that a dimension is given as, such as `{ time: date }`. */
  rename: z.partialRecord(z.enum(dimensions), z.string()).default({}),
});

type Config = z.infer<typeof config>;

interface Libraries {
  readonly chronoOf: (language: string) => Chrono;
  readonly findPhoneNumbers: typeof findPhoneNumbersInText;
}

const extractorName = 'TypedEntities';

/**
 * Dates and times, durations, amounts of money, numbers, phone numbers, mail and web addresses, in the form in which
 * Rasa hands on Duckling's results. Dates by chrono-node, phone numbers by libphonenumber-js; words for durations,
 * numbers and currencies are English.
 */
export const typedEntities = defineComponent<Config>({
  name: extractorName,
  config,
  provides: ['entities'],
  requires: [],
  train(_messages, settings, context) {
    const absent = settings.dimensions.filter((one) => absentDimensions.some((other) => other === one));
    if (absent.length > 0) context.warn(`${extractorName} does not know ${absent.join(', ')} and finds none of them.`);
    return undefined;
  },
  process(message, _state, settings) {
    if (!libraries) return loadLibraries().then((loaded) => extract(message, settings, loaded));
    extract(message, settings, libraries);
    return undefined;
  },
});

// The libraries take some 100 ms to load, which a bot without this component need not wait for at its start.
let libraries: Libraries | undefined;

async function loadLibraries(): Promise<Libraries> {
  const [chrono, { findPhoneNumbersInText }] = await Promise.all([import('chrono-node'), import('libphonenumber-js')]);
  const { de, en, es, fr, it, ja, nl, pt, ru, sv, uk, vi, zh } = chrono;
  const byLanguage = new Map<string, Chrono>([
    ...Object.entries({ de, en, es, fr, it, ja, nl, pt, ru, sv, uk, vi }).map(
      ([name, part]) => [name, part.casual] as const,
    ),
    ['zh', zh.casual],
    ['en-GB', en.GB],
  ]);
  const chronoOf = (tag: string): Chrono =>
    byLanguage.get(tag) ?? byLanguage.get(tag.split('-')[0] ?? '') ?? chrono.casual;
  libraries = { chronoOf, findPhoneNumbers: findPhoneNumbersInText };
  return libraries;
}

function extract(message: Message, settings: Config, loaded: Libraries): void {
  const hits: TypedHit[] = [];
  for (const dimension of dimensionsByClaim) {
    if (!settings.dimensions.includes(dimension)) continue;
    for (const hit of find(dimension, message, settings, loaded)) {
      if (!hits.some((other) => hit.start < other.end && other.start < hit.end)) hits.push(hit);
    }
  }
  addMentions(
    message,
    hits.map((hit) => mentionOf(hit, settings)),
  );
}

/** What is recognised first keeps its words: the digits of a phone number are no date, those of a date no number. */
const dimensionsByClaim: readonly Dimension[] = [
  'url',
  'email',
  'phone-number',
  'amount-of-money',
  'time',
  'duration',
  'ordinal',
  'number',
];

function find(dimension: Dimension, message: Message, settings: Config, loaded: Libraries): TypedHit[] {
  const { text } = message;
  switch (dimension) {
    case 'url':
      return findUrls(text);
    case 'email':
      return findMails(text);
    case 'phone-number':
      return findPhones(text, loaded.findPhoneNumbers, countryOf(settings.locale));
    case 'amount-of-money':
      return findMoney(text);
    case 'time': {
      const reference = { sentAt: message.sentAt ?? new Date(), zone: message.timeZone ?? settings.timezone };
      return findTimes(
        text,
        loaded.chronoOf(settings.locale?.replace('_', '-') ?? message.language ?? 'en'),
        reference,
      );
    }
    case 'duration':
      return findDurations(text);
    case 'ordinal':
      return findOrdinals(text);
    case 'number':
      return findNumbers(text);
  }
}

const countryOf = (locale: string | undefined): CountryCode | undefined =>
  locale?.split(/[-_]/)[1]?.toUpperCase() as CountryCode | undefined;

function mentionOf({ dimension, start, end, value, info }: TypedHit, { rename }: Config): EntityMention {
  return {
    entity: rename[dimension] ?? dimension,
    start,
    end,
    value,
    confidence_entity: 1,
    extractor: extractorName,
    additional_info: info,
  };
}
