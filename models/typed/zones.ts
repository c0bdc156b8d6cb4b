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

/**
 * A wall clock's reading in a zone in Duckling's form: `2026-11-27T15:00:00.000+01:00`. Of an hour that the clocks go
 * through twice it is the first; in one that they leave out, what they show once they have jumped (RFC 5545, 3.3.5).
 */
export function isoInZone(wall: WallTime, zone: string): string {
  const asUtc = wallAsUtc(wall);
  const before = offsetAt(zone, new Date(asUtc - dayMs));
  const after = offsetAt(zone, new Date(asUtc + dayMs));
  const real = [before, after].find((offset) => offsetAt(zone, new Date(asUtc - offset * 60_000)) === offset);
  return instantInZone(new Date(asUtc - (real ?? before) * 60_000), zone);
}

/** What the clocks of a zone show at an instant. */
export function wallAt(instant: Date, zone: string): WallTime {
  return wallOf(instant.getTime() + offsetAt(zone, instant) * 60_000);
}

/** A reading with parts out of range put right: the 32nd of January is the 1st of February. */
export function evened(wall: WallTime): WallTime {
  return wallOf(wallAsUtc(wall));
}

const dayMs = 86_400_000;

const wallAsUtc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

function wallOf(asUtc: number): WallTime {
  const date = new Date(asUtc);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** An instant in Duckling's form, in the clocks of a zone. */
export function instantInZone(instant: Date, zone: string): string {
  const offset = offsetAt(zone, instant);
  return isoWithOffset(instant.getTime() + offset * 60_000, offset);
}

function isoWithOffset(reading: number, offset: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const ahead = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${new Date(reading).toISOString().slice(0, -1)}${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
