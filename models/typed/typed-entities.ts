import { z } from 'zod';
import { defineComponent, type EntityMention, isTimeZone, type Message } from '../../core/index.js';
import type { DucklingQuestion, DucklingResult } from '../duckling/ask-duckling.js';
import { ducklingLink } from '../duckling/duckling-link.js';
import { addMentions } from '../entities/mentions.js';
import { findTyped } from './find-typed.js';
import { type Libraries, loadLibraries } from './time-libraries.js';
import { dimensions, type TypedHit } from './typed-hit.js';

const extractorName = 'TypedEntities';

const config = z.strictObject({
  /** What to look for, by Duckling's names; everything unless given. */
  dimensions: z.array(z.string()).optional(),
  /** The zone of persons who do not say theirs. */
  timezone: z.string().refine(isTimeZone, 'is no time zone; write one such as Europe/Berlin').default('UTC'),
  /** Language and country, such as `en_GB`: the language of dates, and whose phone numbers are written without +. */
  locale: z.string().optional(),
  /** The entity that a dimension is given as, such as `{ time: date }`. */
  rename: z.record(z.string(), z.string()).default({}),
  /** Address of a Duckling server, which is asked instead; RASA_DUCKLING_HTTP_URL goes before it, as in Rasa. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** How long the server may take, s. */
  timeout: z.number().positive().default(3),
  /** The name under which mentions are handed on; a Rasa project's stay DucklingEntityExtractor's. */
  extractor: z.string().default(extractorName),
});

type Config = z.infer<typeof config>;

/**
 * Dates and times, durations, amounts, measures, numbers, phone numbers, mail and web addresses, in the form in which
 * Rasa hands on Duckling's results: from a Duckling server where there is one, else, and while it cannot be asked, by
 * chrono-node, libphonenumber-js and the words of `words/`.
 */
export const typedEntities = defineComponent<Config>({
  name: extractorName,
  config,
  provides: ['entities'],
  requires: [],
  train(_messages, settings, context) {
    const known: readonly string[] = dimensions;
    const absent = (settings.dimensions ?? []).filter((one) => !known.includes(one));
    if (absent.length > 0 && serverOf(settings) === undefined)
      context.warn(
        `${extractorName} does not know ${absent.join(', ')} and finds none of them without a Duckling server.`,
      );
    return undefined;
  },
  process(message, _state, settings) {
    const server = serverOf(settings);
    if (server !== undefined) return askServer(server, message, settings);
    if (!libraries) return readWithLibraries(message, settings);
    addHits(message, settings, libraries);
    return undefined;
  },
});

const serverOf = ({ url }: Config): string | undefined => process.env.RASA_DUCKLING_HTTP_URL || url;

async function askServer(server: string, message: Message, settings: Config): Promise<void> {
  const found = await ducklingLink(server)(questionOf(message, settings), settings.timeout * 1000);
  if (!found) return readWithLibraries(message, settings);
  const wanted = found.filter(({ dim }) => settings.dimensions?.includes(dim) ?? true);
  addMentions(
    message,
    wanted.map((result) => mentionOf(ofServer(result), message, settings)),
  );
}

function questionOf(message: Message, settings: Config): DucklingQuestion {
  const tag = message.language ?? 'en';
  return {
    text: message.text,
    // Of a bare language Rasa makes a locale by saying it twice, which Duckling takes for the language alone.
    locale: settings.locale ?? (tag.includes('-') ? tag.replace('-', '_') : `${tag}_${tag.toUpperCase()}`),
    zone: message.timeZone ?? settings.timezone,
    sentAt: message.sentAt ?? new Date(),
    dimensions: settings.dimensions,
  };
}

type Hit = Omit<TypedHit, 'dimension'> & { readonly dimension: string };

function ofServer({ dim, start, end, value: info }: DucklingResult): Hit {
  if (info.type !== 'interval') return { dimension: dim, start, end, value: info.value, info };
  const endOf = (side: unknown): unknown => (side as { value?: unknown } | undefined)?.value ?? null;
  return { dimension: dim, start, end, value: { to: endOf(info.to), from: endOf(info.from) }, info };
}

let libraries: Libraries | undefined;

async function readWithLibraries(message: Message, settings: Config): Promise<void> {
  libraries ??= await loadLibraries();
  addHits(message, settings, libraries);
}

function addHits(message: Message, settings: Config, loaded: Libraries): void {
  const { locale, timezone: zone, dimensions: wanted = dimensions } = settings;
  const hits = findTyped(message, { dimensions: wanted, locale, zone }, loaded);
  addMentions(
    message,
    hits.map((hit) => mentionOf(hit, message, settings)),
  );
}

/** The keys and their order as Rasa's DucklingEntityExtractor has them. */
function mentionOf({ dimension, start, end, value, info }: Hit, { text }: Message, settings: Config): EntityMention {
  return {
    start,
    end,
    text: text.slice(start, end),
    value,
    confidence: 1,
    additional_info: info,
    entity: settings.rename[dimension] ?? dimension,
    extractor: settings.extractor,
  };
}
