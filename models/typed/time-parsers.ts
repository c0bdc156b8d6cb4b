import type { Chrono, Parser, ParsingContext } from 'chrono-node';
import { anyOf } from './lexicon.js';
import type { DayPart, TimeWords, Vocabulary } from './words/vocabulary.js';

/** A copy of chrono-node's reading of a language that knows further words; the longer of two readings counts there. */
export function withWords(chrono: Chrono, { times, numbers }: Vocabulary): Chrono {
  if (!times) return chrono;
  const taught = chrono.clone();
  const { days = {}, weekdays = {}, parts = {}, clock, monthDay } = times;
  if (Object.keys(days).length > 0) taught.parsers.push(dayParser(days));
  if (Object.keys(weekdays).length > 0) taught.parsers.push(weekdayParser(weekdays));
  if (Object.keys(parts).length > 0) taught.parsers.push(partParser(parts));
  if (clock !== undefined) taught.parsers.push(clockParser(clock, parts, numbers));
  if (monthDay !== undefined) taught.parsers.push(monthDayParser(monthDay));
  return taught;
}

const whole = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, 'iu');
const plain = (written: string): string => written.toLowerCase().replace(/\s+/g, ' ');

function dayParser(days: Readonly<Record<string, number>>): Parser {
  const pattern = whole(anyOf(Object.keys(days)));
  return {
    pattern: () => pattern,
    extract: (context, match) => {
      const { year, month, day } = dayFrom(context, days[plain(match[0])] ?? 0);
      return context.createParsingComponents({ year, month, day });
    },
  };
}

function weekdayParser(weekdays: Readonly<Record<string, number>>): Parser {
  const pattern = whole(anyOf(Object.keys(weekdays)));
  return {
    pattern: () => pattern,
    extract: (context, match) => {
      const wanted = weekdays[plain(match[0])] ?? 0;
      const { weekday } = dayFrom(context, 0);
      const { year, month, day } = dayFrom(context, (wanted - weekday + 7) % 7 || 7);
      const said = context.createParsingComponents({ weekday: wanted });
      return said.imply('year', year).imply('month', month).imply('day', day);
    },
  };
}

/** The next day of that number, this month or next; a month that is too short for it is passed over. */
function monthDayParser(source: string): Parser {
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])${source.replace('{day}', '(?<day>[12]?\\d|3[01])')}(?![\\p{L}\\p{N}_])`,
    'iu',
  );
  return {
    pattern: () => pattern,
    extract: (context, match) => {
      const wanted = Math.max(1, Number(match.groups?.day));
      const today = dayFrom(context, 0);
      let { year, month } = today;
      if (wanted < today.day) month += 1;
      while (wanted > new Date(Date.UTC(year, month, 0)).getUTCDate()) month += 1;
      year += Math.floor((month - 1) / 12);
      return context
        .createParsingComponents({ day: wanted })
        .imply('year', year)
        .imply('month', ((month - 1) % 12) + 1);
    },
  };
}

/** The hour that stands for a part of the day until a finer one is said. */
const hours: Readonly<Record<DayPart, number>> = { morning: 6, afternoon: 15, evening: 20, night: 22 };

function partParser(parts: Readonly<Record<string, DayPart>>): Parser {
  const pattern = whole(anyOf(Object.keys(parts)));
  return {
    pattern: () => pattern,
    extract: (context, match) => {
      const part = parts[plain(match[0])] ?? 'morning';
      const said = context.createParsingComponents();
      return said.imply('hour', hours[part]).imply('minute', 0).imply('second', 0).addTag(`casualReference/${part}`);
    },
  };
}

const noon = 12;

function clockParser(clock: string, parts: NonNullable<TimeWords['parts']>, numbers: Vocabulary['numbers']): Parser {
  const inWords = Object.keys(numbers).filter((word) => (numbers[word] ?? 0) >= 1 && (numbers[word] ?? 0) <= noon);
  const source = clock
    .replace('{hour}', `(?<hour>\\d{1,2}|${anyOf(inWords)}|una)`)
    .replace('{part}', `(?<part>${anyOf(Object.keys(parts))})`);
  const pattern = whole(source);
  return {
    pattern: () => pattern,
    extract: (context, match) => {
      const { hour = '', minute, half, quarter, part = '' } = match.groups ?? {};
      const said = /^\d/.test(hour) ? Number(hour) : (numbers[plain(hour)] ?? 1);
      const exact = Number.isInteger(said) ? Number(minute ?? (half ? 30 : quarter ? 15 : 0)) : (said % 1) * 60;
      const value = onDial(Math.floor(said), parts[plain(part)]);
      const time = context.createParsingComponents({ hour: value, minute: exact });
      return value < noon ? time.imply('meridiem', 0) : time.imply('meridiem', 1);
    },
  };
}

/** The hour of 24 that an hour of 12 in a part of the day is; without a part, what a studio or an office is open at. */
function onDial(hour: number, part: DayPart | undefined): number {
  if (hour > noon) return hour % 24;
  if (part === 'morning') return hour % noon;
  if (part === 'night' && (hour === noon || hour < 5)) return hour % noon;
  if (part !== undefined) return (hour % noon) + noon;
  return hour < 7 ? hour + noon : hour;
}

function dayFrom(
  { reference }: ParsingContext,
  offset: number,
): { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number } {
  const local = new Date(reference.instant.getTime() + reference.getTimezoneOffset() * 60_000);
  local.setUTCDate(local.getUTCDate() + offset);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
  };
}
