import { evened, type WallTime } from './zones.js';

/** The units of time that Duckling calls grains, the finest first. */
const grains = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;

/** One of the units. */
export type Grain = (typeof grains)[number];

/** The finer of two grains; Duckling gives both ends of a span this one. */
export const finer = (one: Grain, other: Grain): Grain => (grains.indexOf(one) < grains.indexOf(other) ? one : other);

/** The first moment of the unit that a reading lies in; weeks begin on Monday. */
export function startOf(wall: WallTime, grain: Grain): WallTime {
  const size = grains.indexOf(grain);
  const coarserThan = (unit: Grain): boolean => size > grains.indexOf(unit);
  const cut = {
    year: wall.year,
    month: coarserThan('month') ? 1 : wall.month,
    day: coarserThan('week') ? 1 : wall.day,
    hour: coarserThan('hour') ? 0 : wall.hour,
    minute: coarserThan('minute') ? 0 : wall.minute,
    second: coarserThan('second') ? 0 : wall.second,
  };
  if (grain !== 'week') return cut;
  const sinceMonday = (new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() + 6) % 7;
  return later(cut, 'day', -sinceMonday);
}

/** A reading some units later; earlier for a negative count. */
export function later(wall: WallTime, grain: Grain, count: number): WallTime {
  if (grain === 'week') return evened({ ...wall, day: wall.day + 7 * count });
  return evened({ ...wall, [grain]: wall[grain] + count });
}
