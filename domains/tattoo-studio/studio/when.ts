/** Days and times as people say them, read on the studio's wall clock and looking forward. */
import * as chrono from 'chrono-node';
import type { Span } from './hours.js';
import { hear } from './speech/hear.js';
import { addDays, type Day, dayOf, type Minutes, offsetOf, weekdayOf } from './zone.js';

/** What somebody said about a day. */
export type SaidDay =
  | { readonly kind: 'day'; readonly day: Day }
  /** Somewhere between two days, both included. */
  | { readonly kind: 'range'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'past'; readonly day: Day };

/** What somebody said about a time of day. */
export type SaidTime =
  | { readonly kind: 'time'; readonly minutes: Minutes }
  /** Somewhere in a stretch of the day. */
  | { readonly kind: 'part'; readonly span: Span; readonly words: string }
  | { readonly kind: 'any' };

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = 'january february march april may june july august september october november december'.split(' ');
const soon =
  /\b(asap|as soon as|soonest|earliest|first (?:one|free|available|possible)|next (?:free|available|possible|opening)|any ?(?:day|date|time)|whenever|flexible|no preference|doesn'?t matter|don'?t (?:mind|care))\b/;

/** Reads a day: "next friday", "the 3rd", "10/16", "this weekend", "in june", "as soon as possible". */
export function readDay(text: string, now: Date): SaidDay | undefined {
  const said = spellOut(text);
  const today = dayOf(now);
  return (
    readIso(said, today) ??
    readWords(said, today) ??
    readRange(said, today) ??
    readOrdinal(said, today) ??
    readChrono(said, now)
  );
}

/** Reads a time of day: "3pm", "half past four", "14:30", "in the evening", "after 5". Hours of one digit are afternoon. */
export function readTime(text: string): SaidTime | undefined {
  const said = hear(text)
    .toLowerCase()
    .replace(/\bo'?\s?clock\b/g, '')
    .replace(/(\d)\s*h\b/g, '$1:00');
  const clock = readClock(said);
  if (clock !== undefined) {
    if (/\b(after|from|past|later than)\b(?!.*\bhalf\b)/.test(said) && !/\b(half|quarter|\d+) past\b/.test(said)) {
      return { kind: 'part', span: { start: clock, end: 24 * 60 }, words: text.trim() };
    }
    if (/\b(before|until|till|by)\b/.test(said))
      return { kind: 'part', span: { start: 0, end: clock }, words: text.trim() };
    return { kind: 'time', minutes: clock };
  }
  const part = dayParts.find((candidate) => candidate.words.test(said));
  if (part) return { kind: 'part', span: part.span, words: part.say };
  return soon.test(said) || /\b(any|either|all the same|you choose)\b/.test(said) ? { kind: 'any' } : undefined;
}

const dayParts: readonly { readonly words: RegExp; readonly span: Span; readonly say: string }[] = [
  { words: /\bmornings?\b|\bbefore lunch\b/, span: { start: 0, end: 12 * 60 }, say: 'in the morning' },
  { words: /\blunch(?:time)?\b|\bmidday\b/, span: { start: 12 * 60, end: 14 * 60 }, say: 'around lunch' },
  { words: /\bafternoons?\b/, span: { start: 12 * 60, end: 17 * 60 }, say: 'in the afternoon' },
  {
    words: /\bevenings?\b|\btonight\b|\bnights?\b|\bafter work\b|\blate\b/,
    span: { start: 17 * 60, end: 24 * 60 },
    say: 'in the evening',
  },
];

const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};
const hourWord = `(\\d{1,2}|${Object.keys(numberWords).join('|')})`;
const meridiem = '\\s*(am|pm|a\\.m\\.?|p\\.m\\.?)?(?![a-z])';

function readClock(said: string): Minutes | undefined {
  if (/\bnoon\b/.test(said) && !/\bafternoon/.test(said)) return 12 * 60;
  const spoken = new RegExp(`\\b(half|quarter|\\d{1,2})\\s+(past|after|to)\\s+${hourWord}${meridiem}`).exec(said);
  if (spoken) {
    const [, amount, direction, hour, half] = spoken;
    const minutes = amount === 'half' ? 30 : amount === 'quarter' ? 15 : Number(amount);
    const base = hourOf(hour, half, said);
    return base === undefined ? undefined : base + (direction === 'to' ? -minutes : minutes);
  }
  const digits = new RegExp(`(?<![\\d/.:-])\\b(\\d{1,2})[:.](\\d{2})${meridiem}`).exec(said);
  if (digits) {
    const base = hourOf(digits[1], digits[3], said);
    return base === undefined || Number(digits[2]) > 59 ? undefined : base + Number(digits[2]);
  }
  const bare = new RegExp(`(?<![\\d/.:$£€-])\\b${hourWord}${meridiem}(?![\\d/:.-]|st\\b|nd\\b|rd\\b|th\\b)`).exec(said);
  return bare ? hourOf(bare[1], bare[2], said) : undefined;
}

function hourOf(word: string | undefined, half: string | undefined, said: string): Minutes | undefined {
  const hour = numberWords[word ?? ''] ?? Number(word);
  if (!Number.isInteger(hour) || hour > 24) return undefined;
  if (half?.startsWith('p') || (!half && /\b(evening|tonight|afternoon|night)\b/.test(said)))
    return ((hour % 12) + 12) * 60;
  if (half?.startsWith('a') || /\bmorning\b/.test(said)) return (hour % 12) * 60;
  // The studio opens at ten or eleven: nobody means one to eight in the night.
  return (hour >= 1 && hour <= 8 ? hour + 12 : hour) * 60;
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bw(?:ed|eds|ednes)\b/g, 'wednesday'],
  [/\bthu(?:r|rs)?\b/g, 'thursday'],
  [/\btue?s?\b/g, 'tuesday'],
  [/\bt(?:mrw|omoz|omo|moro|mr)\b|\btomm?or?row\b|\b2morrow\b/g, 'tomorrow'],
  [/\bfri\b/g, 'friday'],
  [/\bsat\b/g, 'saturday'],
  [/\bsept\b/g, 'september'],
  [/\b(mon|tues|wednes|thurs|fri|satur|sun)days\b/g, '$1day'],
  [/\bnxt\b/g, 'next'],
];

const spellOut = (text: string): string =>
  spellings.reduce((said, [pattern, word]) => said.replace(pattern, word), hear(text).trim());

function readIso(said: string, today: Day): SaidDay | undefined {
  const day = /\b\d{4}-\d{2}-\d{2}\b/.exec(said)?.[0];
  // JavaScript takes February 30 for March 2.
  if (day === undefined || Number.isNaN(Date.parse(day)) || addDays(day, 0) !== day) return undefined;
  return fixed(day, today);
}

const holidays: readonly (readonly [RegExp, string])[] = [
  [/\bchristmas eve\b/, '12-24'],
  [/\bchristmas\b|\bxmas\b/, '12-25'],
  [/\bnew year'?s? eve\b/, '12-31'],
  [/\bnew year'?s?\b/, '01-01'],
  [/\bhalloween\b/, '10-31'],
  [/\bvalentine'?s?(?: day)?\b/, '02-14'],
  [/\b4th of july\b|\bindependence day\b/, '07-04'],
];

function readWords(said: string, today: Day): SaidDay | undefined {
  if (soon.test(said)) return { kind: 'range', from: today, to: addDays(today, 180) };
  const weekday = weekdays.find((name) => said.includes(name));
  if (weekday && /\bnext week\b/.test(said)) return inNextWeek(weekday, today);
  if (/\bday after tomorrow\b/.test(said)) return fixed(addDays(today, 2), today);
  const thirteenth = /\b(sun|mon|tues|wednes|thurs|fri|satur)day the (\d{1,2})(?:st|nd|rd|th)\b/.exec(said);
  if (thirteenth) return weekdayOnDate(`${thirteenth[1]}day`, Number(thirteenth[2]), today);
  for (const [pattern, date] of holidays) {
    if (!pattern.test(said)) continue;
    const year = Number(today.slice(0, 4));
    const day = `${year}-${date}` >= today ? `${year}-${date}` : `${year + 1}-${date}`;
    return /\bbefore\b/.test(said) ? { kind: 'range', from: today, to: addDays(day, -1) } : fixed(day, today);
  }
  return undefined;
}

function readRange(said: string, today: Day): SaidDay | undefined {
  const weekday = weekdayOf(today);
  const daysToMonday = (8 - weekday) % 7 || 7;
  const monday = addDays(today, daysToMonday);
  if (/\bnext weekend\b/.test(said)) return range(addDays(monday, weekday === 0 ? 5 : 5), 2);
  if (/\bweekends?\b/.test(said)) {
    const saturday = addDays(today, weekday === 0 ? 0 : 6 - weekday);
    return range(saturday, weekday === 0 ? 1 : 2);
  }
  if (/\bweek of\b/.test(said)) return undefined;
  if (/\bnext week\b/.test(said) && !weekdays.some((name) => said.includes(name))) return range(monday, 7);
  if (/\b(?:this|the) week\b/.test(said) && !weekdays.some((name) => said.includes(name))) {
    return { kind: 'range', from: today, to: addDays(monday, -1) };
  }
  if (/\b(?:during the week|weekdays?)\b/.test(said)) return { kind: 'range', from: today, to: addDays(today, 180) };
  const first = `${today.slice(0, 8)}01`;
  if (/\bthis month\b/.test(said)) return { kind: 'range', from: today, to: addDays(nextMonth(first), -1) };
  if (/\bnext month\b/.test(said))
    return { kind: 'range', from: nextMonth(first), to: addDays(nextMonth(nextMonth(first)), -1) };
  return readMonth(said, today);
}

function readMonth(said: string, today: Day): SaidDay | undefined {
  const index = months.findIndex((name) => new RegExp(`\\b(?:${name}|${name.slice(0, 3)})\\b`).test(said));
  if (index < 0 || /\d/.test(said)) return undefined;
  const month = String(index + 1).padStart(2, '0');
  const year = Number(today.slice(0, 4));
  const from = `${month >= today.slice(5, 7) ? year : year + 1}-${month}-01`;
  return { kind: 'range', from: from < today ? today : from, to: addDays(nextMonth(from), -1) };
}

/** "the 3rd", "on the 14th": the next day of that number. */
function readOrdinal(said: string, today: Day): SaidDay | undefined {
  const hit = /\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(said);
  const hasMonth = months.some((name) => new RegExp(`\\b(?:${name}|${name.slice(0, 3)})\\b`).test(said));
  if (!hit || hasMonth) return undefined;
  const wanted = Number(hit[1]);
  if (wanted < 1 || wanted > 31) return undefined;
  let day = today;
  while (Number(day.slice(8)) !== wanted) day = addDays(day, 1);
  return /\bweek of\b/.test(said) ? range(day, 7) : { kind: 'day', day };
}

function readChrono(said: string, now: Date): SaidDay | undefined {
  const today = dayOf(now);
  const reference = { instant: now, timezone: offsetOf(now) };
  const results = chrono.parse(said, reference, { forwardDate: true });
  const hit = results.find(
    (result) => result.start.isCertain('day') || result.start.isCertain('weekday') || /[a-z]/.test(result.text),
  );
  if (!hit || !namesADay(hit)) return undefined;
  const part = (component: 'year' | 'month' | 'day', width: number) =>
    String(hit.start.get(component) ?? 0).padStart(width, '0');
  return fixed(`${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`, today);
}

/** A result that holds only a time of day says nothing about the day. */
const namesADay = (result: chrono.ParsedResult): boolean =>
  result.start.isCertain('day') || result.start.isCertain('weekday') || result.start.isCertain('month');

function weekdayOnDate(weekday: string, date: number, today: Day): SaidDay | undefined {
  const index = weekdays.indexOf(weekday);
  for (let day = today; day < addDays(today, 1500); day = addDays(day, 1)) {
    if (weekdayOf(day) === index && Number(day.slice(8)) === date) return { kind: 'day', day };
  }
  return undefined;
}

/** Weeks begin on Monday. */
function inNextWeek(weekday: string, today: Day): SaidDay {
  const monday = addDays(today, (8 - weekdayOf(today)) % 7 || 7);
  return { kind: 'day', day: addDays(monday, (weekdays.indexOf(weekday) + 6) % 7) };
}

const fixed = (day: Day, today: Day): SaidDay => ({ kind: day < today ? 'past' : 'day', day });
const range = (from: Day, days: number): SaidDay => ({ kind: 'range', from, to: addDays(from, days - 1) });
const nextMonth = (first: Day): Day => `${addDays(first, 31).slice(0, 8)}01`;
