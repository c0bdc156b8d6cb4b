/** A wall clock's reading; months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the clocks of a zone are ahead of UTC at an instant; summer time is heeded. */
export function offsetAt(zone: string, instant: Date): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Whether the runtime knows an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A wall clock's reading in a zone in Duckling's form: `2026-11-27T15:00:00.000+01:00`. */
export function isoInZone(wall: WallTime, zone: string): string {
  const { year, month, day, hour, minute, second } = wall;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  // The offset depends on the instant, and the instant on the offset: a second look settles it.
  const first = offsetAt(zone, new Date(asUtc));
  const offset = offsetAt(zone, new Date(asUtc - first * 60_000));
  return isoWithOffset(asUtc, offset);
}

/** An instant in Duckling's form, in the clocks of a zone. */
export function instantInZone(instant: Date, zone: string): string {
  const offset = offsetAt(zone, instant);
  return isoWithOffset(instant.getTime() + offset * 60_000, offset);
}

function isoWithOffset(wallAsUtc: number, offset: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const ahead = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${new Date(wallAsUtc).toISOString().slice(0, -1)}${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
