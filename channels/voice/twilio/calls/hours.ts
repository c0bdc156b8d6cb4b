import type { Hours } from './requests.js';

const quarter = 15 * 60_000;
/** Every window comes again within a week; daylight saving may move it by an hour. */
const quartersAhead = (7 * 24 + 2) * 4;

/**
 * The next time from `now` at which somebody may be called, wherever of the zones they are; `undefined` when the window
 * is never open in all of them at once. Without zones the time is taken to be UTC.
 */
export function nextCallingTime(hours: Hours, zones: readonly string[], now: Date): Date | undefined {
  const clocks = [...new Set(zones.length > 0 ? zones : ['UTC'])].map(clockOf);
  const isOpen = (at: Date) => clocks.every((clock) => isWithin(hours, clock(at)));
  if (isOpen(now)) return now;
  const first = Math.ceil(now.getTime() / quarter) * quarter;
  for (let step = 0; step < quartersAhead; step += 1) {
    const at = new Date(first + step * quarter);
    if (isOpen(at)) return at;
  }
  return undefined;
}

interface LocalTime {
  /** `mon` to `sun`. */
  readonly day: string;
  /** `00:00` to `23:59`. */
  readonly time: string;
}

function isWithin({ from, until, days }: Hours, { day, time }: LocalTime): boolean {
  return days.some((one) => one === day) && from <= time && time < until;
}

const clocks = new Map<string, (at: Date) => LocalTime>();

function clockOf(timeZone: string): (at: Date) => LocalTime {
  const known = clocks.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const clock = (at: Date): LocalTime => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return { day: (parts.get('weekday') ?? '').toLowerCase(), time: `${parts.get('hour')}:${parts.get('minute')}` };
  };
  clocks.set(timeZone, clock);
  return clock;
}
