const isoDate =
  /\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?!\d)/g;
const dottedDate = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g;
const slashedDate = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g;
const clockTime = /(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])(\s?(?:[ap]m\b|[ap]\.m\.))?/gi;

/**
 * Dates and times as they are said in a language. A date of slashes has the month first in American English, else the
 * day.
 *
 * @example spokenTimes('2026-11-21 at 14:30', 'en-US') // 'November 21, 2026 at 2:30 PM'
 */
export function spokenTimes(text: string, language: string): string {
  const monthFirst = /^en(-us)?$/i.test(language);
  const date = (found: string, year: string, month: string, day: string) =>
    dateOf(Number(year), Number(month), Number(day), language) ?? found;
  return text
    .replace(isoDate, (found, year: string, month: string, day: string, time?: string) => {
      const said = date(found, year, month, day);
      return time === undefined || said === found ? said : `${said}, ${time}`;
    })
    .replace(dottedDate, (found, day: string, month: string, year: string) => date(found, year, month, day))
    .replace(slashedDate, (found, first: string, second: string, year: string) =>
      monthFirst ? date(found, year, first, second) : date(found, year, second, first),
    )
    .replace(clockTime, (found, hour: string, minute: string, half?: string) =>
      /^en/i.test(language) ? englishTime(Number(hour), minute, half) : found,
    );
}

function dateOf(year: number, month: number, day: number, language: string): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

function englishTime(hour: number, minute: string, half: string | undefined): string {
  const written = half?.replace(/[\s.]/g, '').toUpperCase();
  const name = written ?? (hour < 12 ? 'AM' : 'PM');
  const onDial = hour % 12 === 0 ? 12 : hour % 12;
  return minute === '00' ? `${onDial} ${name}` : `${onDial}:${minute} ${name}`;
}
