import { describe, expect, it } from 'vitest';
import { readDay, readTime } from '../../../domains/tattoo-studio/studio/when.js';
import { dayOf, instantOf, minutesOf } from '../../../domains/tattoo-studio/studio/zone.js';

/** Tuesday, October 13, 2026, 10:00 in Portsmouth, New Hampshire. */
const now = instantOf('2026-10-13', 600);
const day = (said: string) => readDay(said, now);

describe('a day as people say it', () => {
  it.each([
    ['today', '2026-10-13'],
    ['tomorrow', '2026-10-14'],
    ['tmrw', '2026-10-14'],
    ['the day after tomorrow', '2026-10-15'],
    ['friday', '2026-10-16'],
    ['on Friday please', '2026-10-16'],
    ['this saturday', '2026-10-17'],
    ['saturdays', '2026-10-17'],
    ['next friday', '2026-10-23'],
    ['next wednesday', '2026-10-21'],
    ['friday next week', '2026-10-23'],
    ['next week on tuesday', '2026-10-20'],
    ['weds', '2026-10-14'],
    ['thurs', '2026-10-15'],
    ['the 3rd', '2026-11-03'],
    ['the 14th', '2026-10-14'],
    ['3rd of november', '2026-11-03'],
    ['november 3', '2026-11-03'],
    ['nov 3rd', '2026-11-03'],
    ['5 july', '2027-07-05'],
    ['10/16', '2026-10-16'],
    ['2026-10-16', '2026-10-16'],
    ['friday the 13th', '2026-11-13'],
    ['christmas', '2026-12-25'],
    ['halloween', '2026-10-31'],
    ['in two weeks', '2026-10-27'],
  ])('"%s" is %s', (said, expected) => {
    expect(day(said)).toEqual({ kind: 'day', day: expected });
  });

  it.each([
    ['this weekend', '2026-10-17', '2026-10-18'],
    ['next weekend', '2026-10-24', '2026-10-25'],
    ['next week', '2026-10-19', '2026-10-25'],
    ['this week', '2026-10-13', '2026-10-18'],
    ['this month', '2026-10-13', '2026-10-31'],
    ['next month', '2026-11-01', '2026-11-30'],
    ['in december', '2026-12-01', '2026-12-31'],
    ['march', '2027-03-01', '2027-03-31'],
    ['week of the 19th', '2026-10-19', '2026-10-25'],
    ['before christmas', '2026-10-13', '2026-12-24'],
  ])('"%s" is a stretch from %s to %s', (said, from, to) => {
    expect(day(said)).toEqual({ kind: 'range', from, to });
  });

  it.each(['as soon as possible', 'asap', 'the next available', 'whenever', 'any day'])(
    '"%s" is from today on',
    (said) => {
      expect(day(said)).toMatchObject({ kind: 'range', from: '2026-10-13' });
    },
  );

  it.each(['yesterday', '2026-10-01'])('"%s" has passed', (said) => {
    expect(day(said)).toMatchObject({ kind: 'past' });
  });

  it.each(['on my left arm', 'a wolf', '3pm', 'evening'])('"%s" names no day', (said) => {
    expect(day(said)).toBeUndefined();
  });

  it('does not take a day that is not in the calendar for another', () => {
    expect(day('2027-02-30')).not.toMatchObject({ kind: 'day' });
  });

  it('goes by the wall clock of the studio, not by that of the server', () => {
    const lateMonday = new Date('2026-10-13T02:00:00Z');
    expect(readDay('tomorrow', lateMonday)).toEqual({ kind: 'day', day: '2026-10-13' });
  });
});

describe('a time of day as people say it', () => {
  it.each([
    ['3pm', 15, 0],
    ['3 pm', 15, 0],
    ['at 3', 15, 0],
    ['14:30', 14, 30],
    ['2:30', 14, 30],
    ['10:30', 10, 30],
    ['11am', 11, 0],
    ['11', 11, 0],
    ['half past four', 16, 30],
    ['quarter to five', 16, 45],
    ['noon', 12, 0],
    ['5 o’clock', 17, 0],
    ["5 o'clock", 17, 0],
    ['five', 17, 0],
    ['around 1', 13, 0],
    ['six in the evening', 18, 0],
    ['10 in the morning', 10, 0],
  ])('"%s" is %i:%i', (said, hour, minute) => {
    expect(readTime(said)).toEqual({ kind: 'time', minutes: hour * 60 + minute });
  });

  it.each([
    ['in the morning', 0, 12],
    ['mornings', 0, 12],
    ['afternoon', 12, 17],
    ['evening', 17, 24],
    ['after work', 17, 24],
    ['after five', 17, 24],
    ['before noon', 0, 12],
  ])('"%s" is a part of the day', (said, from, to) => {
    expect(readTime(said)).toMatchObject({ kind: 'part', span: { start: from * 60, end: to * 60 } });
  });

  it('leaves the choice when any time will do', () => {
    expect(readTime('any time')).toEqual({ kind: 'any' });
  });

  it.each(['a wolf', 'Sarah', '12/05', 'the 3rd'])('"%s" names no time', (said) => {
    expect(readTime(said)).toBeUndefined();
  });
});

describe('the wall clock', () => {
  it.each([
    ['2026-03-07', 'the day before the clocks go forward'],
    ['2026-03-08', 'the day they go forward'],
    ['2026-10-31', 'the day before they go back'],
    ['2026-11-01', 'the day they go back'],
  ])('finds the instant of 11:00 on %s, %s', (date) => {
    const instant = instantOf(date, 660);
    expect([dayOf(instant), minutesOf(instant)]).toEqual([date, 660]);
  });

  it('shifts with daylight saving time', () => {
    expect(instantOf('2026-10-31', 660).toISOString()).toBe('2026-10-31T15:00:00.000Z');
    expect(instantOf('2026-11-03', 660).toISOString()).toBe('2026-11-03T16:00:00.000Z');
  });
});
