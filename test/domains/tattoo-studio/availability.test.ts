import { describe, expect, it } from 'vitest';
import {
  freeStarts,
  nearestOffers,
  nextFreeDays,
  offeredStarts,
  offersOn,
} from '../../../domains/tattoo-studio/studio/availability.js';
import { clockOf, instantOf } from '../../../domains/tattoo-studio/studio/zone.js';
import { booking, calendarWith, kenji, mara } from './team.js';

const wednesday = '2026-10-14';
const clocks = (starts: readonly number[]) => starts.map(clockOf);

describe('the free hours of an artist', () => {
  it('fill the working day around lunch', () => {
    expect(clocks(offeredStarts(calendarWith(), mara, wednesday, 60))).toEqual([
      '11:00',
      '12:00',
      '13:00',
      '14:30',
      '15:30',
      '16:30',
      '17:30',
    ]);
  });

  it('leave out what is booked, and fit to its end', () => {
    const calendar = calendarWith([booking(mara, wednesday, 12, 13), booking(mara, wednesday, 15, 17)]);
    expect(clocks(offeredStarts(calendar, mara, wednesday, 60))).toEqual(['11:00', '13:00', '17:00', '18:00']);
  });

  it('begin on any half hour when somebody asks for it', () => {
    expect(clocks(freeStarts(calendarWith(), mara, wednesday, 60))).toContain('11:30');
  });

  it('never run over lunch or past closing time', () => {
    expect(clocks(freeStarts(calendarWith(), mara, wednesday, 240))).toEqual(['14:30', '15:00']);
    expect(clocks(freeStarts(calendarWith(), mara, '2026-10-17', 240))).toEqual(['10:00']);
  });

  it('are none on a day off, on a closed day, and beyond the books', () => {
    expect(freeStarts(calendarWith(), mara, '2026-10-16', 60)).toEqual([]);
    expect(freeStarts(calendarWith(), mara, '2026-10-18', 60)).toEqual([]);
    expect(freeStarts(calendarWith(), mara, '2027-10-13', 60)).toEqual([]);
  });

  it('are not in the past, and not within the hour', () => {
    const calendar = calendarWith([], instantOf('2026-10-13', 12 * 60 + 10));
    expect(clocks(freeStarts(calendar, mara, '2026-10-13', 60))[0]).toBe('14:30');
    expect(freeStarts(calendar, mara, '2026-10-10', 60)).toEqual([]);
  });

  it('are the same on the wall clock after the clocks go back', () => {
    const calendar = calendarWith([booking(mara, '2026-11-03', 11, 12)]);
    expect(clocks(offeredStarts(calendar, mara, '2026-11-03', 60))[0]).toBe('12:00');
  });
});

describe('across artists', () => {
  it('the earliest hour comes first', () => {
    const calendar = calendarWith([booking(mara, wednesday, 11, 14)]);
    const [first] = offersOn(calendar, wednesday, 60);
    expect([first?.artist, first?.start]).toEqual([kenji, 660]);
  });

  it('the hours nearest to a taken one are offered, each once', () => {
    const calendar = calendarWith([booking(mara, wednesday, 13, 14), booking(kenji, wednesday, 13, 14)]);
    const nearest = nearestOffers(offersOn(calendar, wednesday, 60), 13 * 60, 2);
    expect(clocks(nearest.map((offer) => offer.start))).toEqual(['12:00', '14:30']);
  });

  it('the next free days skip days off and full days', () => {
    const full = [booking(kenji, wednesday, 11, 19)];
    const days = nextFreeDays(calendarWith(full, undefined, [kenji]), '2026-10-13', 60, 2);
    expect(days.map(({ day }) => day)).toEqual(['2026-10-15', '2026-10-16']);
  });

  it('the next free evening is asked for alone', () => {
    const [first] = nextFreeDays(calendarWith(), wednesday, 60, 1, { start: 17 * 60, end: 24 * 60 });
    expect(first?.offers.every((offer) => offer.start >= 17 * 60)).toBe(true);
  });
});
