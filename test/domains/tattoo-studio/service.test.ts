import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offersOn } from '../../../domains/tattoo-studio/studio/availability.js';
import { artistNamed, type BookingRequest, type Studio } from '../../../domains/tattoo-studio/studio/service.js';
import type { Artist } from '../../../domains/tattoo-studio/studio/tables.js';
import { clockOf, dayOf, minutesOf } from '../../../domains/tattoo-studio/studio/zone.js';
import { startPostgres, type TestServer, whyNoPostgres } from '../../kit/database.js';
import { openBooks } from './books.js';
import { tuesdayAtTen as now } from './team.js';

const noon = 12 * 60;

describe.each(['PGlite', 'PostgreSQL'])('the books of the studio on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? whyNoPostgres() : undefined;
  let server: TestServer | undefined;
  let books: Awaited<ReturnType<typeof openBooks>>;
  let studio: Studio;
  let team: readonly Artist[];

  beforeAll(async () => {
    if (missing) return;
    server = kind === 'PostgreSQL' ? await startPostgres() : undefined;
    books = await openBooks(await server?.createDatabase());
    studio = books.studio;
    team = await studio.artists();
  });
  afterAll(async () => {
    await books?.close();
    await server?.stop();
  });

  const artist = (name: string): Artist => {
    const found = artistNamed(name, team);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  const request = (day: string, changes: Partial<BookingRequest> = {}): BookingRequest => ({
    kind: 'tattoo',
    artists: [artist('Mara')],
    day,
    start: noon,
    duration: 60,
    client: { name: 'Ann', email: 'ann@example.com' },
    conversationId: `conversation of ${day}`,
    ...changes,
  });
  const booked = async (wanted: BookingRequest) => {
    const outcome = await studio.book(wanted, now);
    if (outcome.kind !== 'booked') throw new Error('The hour was taken.');
    return outcome.appointment;
  };

  it.skipIf(missing)('open with the team and its prices', async () => {
    expect(team.map(({ name }) => name)).toEqual([
      'Mara Voss',
      'Kenji Sato',
      'Luis Ortega',
      'Freya Lind',
      'Dmitri Volkov',
      'Aisha Rahman',
      'Nia Brooks',
    ]);
    expect((await studio.services()).find(({ slug }) => slug === 'septum')?.price).toBe(65);
  });

  it.skipIf(missing)('keep an appointment with all that belongs to it', async () => {
    const appointment = await booked(request('2026-10-14', { idea: 'lavender', price: { low: 150, high: 220 } }));
    expect(appointment.ref).toMatch(/^TAT-\d{4}$/);
    const [found] = await studio.upcoming({ ref: appointment.ref }, now);
    expect(found).toMatchObject({
      idea: 'lavender',
      priceLow: 150,
      artist: { name: 'Mara Voss' },
      client: { name: 'Ann' },
    });
    expect(found && [dayOf(found.startsAt), clockOf(minutesOf(found.startsAt))]).toEqual(['2026-10-14', '12:00']);
  });

  it.skipIf(missing)(
    'give one hour to one person when two ask at the same moment; the other hears what is left',
    async () => {
      const asks = ['Bo', 'Cy', 'Di', 'Ed'].map((name) =>
        studio.book(request('2026-10-15', { client: { name, phone: `+1603555${name}` }, conversationId: name }), now),
      );
      const outcomes = await Promise.all(asks);
      expect(outcomes.filter(({ kind: result }) => result === 'booked')).toHaveLength(1);
      const loser = outcomes.find(({ kind: result }) => result === 'taken');
      const left = loser?.kind === 'taken' ? loser.alternatives.map(({ start }) => clockOf(start)) : [];
      expect(left).toEqual(['11:00', '13:00', '14:30', '15:30']);
    },
  );

  it.skipIf(missing)('do not let sessions overlap', async () => {
    await booked(request('2026-10-17', { start: 600, duration: 240 }));
    const outcome = await studio.book(request('2026-10-17', { start: noon, conversationId: 'another' }), now);
    expect(outcome.kind).toBe('taken');
  });

  it.skipIf(missing)('send the second person to another artist when either will do', async () => {
    const either = [artist('Kenji'), artist('Aisha')];
    const first = await booked(request('2026-10-16', { artists: either, conversationId: 'one' }));
    const second = await booked(request('2026-10-16', { artists: either, conversationId: 'two' }));
    expect([first.artist.name, second.artist.name]).toEqual(['Kenji Sato', 'Aisha Rahman']);
  });

  it.skipIf(missing)('book once when a turn is run again', async () => {
    const wanted = request('2026-10-21');
    const [first, again] = [await booked(wanted), await booked(wanted)];
    expect(again.ref).toBe(first.ref);
  });

  it.skipIf(missing)('free the hour of a cancelled appointment', async () => {
    const appointment = await booked(request('2026-10-22'));
    await studio.cancel(appointment.ref);
    expect(await studio.upcoming({ ref: appointment.ref }, now)).toEqual([]);
    expect((await booked(request('2026-10-22', { conversationId: 'next' }))).ref).not.toBe(appointment.ref);
  });

  it.skipIf(missing)('move an appointment and free its old hour', async () => {
    const appointment = await booked(request('2026-10-24', { duration: 120, start: 600 }));
    const outcome = await studio.reschedule(appointment.ref, '2026-10-24', 660, now);
    expect(outcome).toMatchObject({ kind: 'booked', appointment: { moves: 1 } });
    const calendar = await studio.calendar([artist('Mara')], now, '2026-10-24', '2026-10-24');
    expect(offersOn(calendar, '2026-10-24', 60).map(({ start }) => clockOf(start))).toContain('10:00');
  });

  it.skipIf(missing)('keep only the hours of the last move when one appointment is moved twice at once', async () => {
    const free = async () => {
      const calendar = await studio.calendar([artist('Mara')], now, '2026-11-07', '2026-11-07');
      return offersOn(calendar, '2026-11-07', 60);
    };
    const before = await free();
    const { ref } = await booked(request('2026-11-07', { start: 600, conversationId: 'restless' }));
    const moves = [noon, 960].map((start) => studio.reschedule(ref, '2026-11-07', start, now));
    expect((await Promise.all(moves)).map(({ kind: result }) => result)).toEqual(['booked', 'booked']);
    expect((await studio.upcoming({ ref }, now))[0]?.moves).toBe(2);
    await studio.cancel(ref);
    expect(await free()).toEqual(before);
  });

  it.skipIf(missing)('leave an appointment where it is when the new hour is taken', async () => {
    const mine = await booked(request('2026-10-27', { conversationId: 'mine' }));
    await booked(request('2026-10-28', { conversationId: 'theirs' }));
    expect((await studio.reschedule(mine.ref, '2026-10-28', noon, now)).kind).toBe('taken');
    const [still] = await studio.upcoming({ ref: mine.ref }, now);
    expect(still && dayOf(still.startsAt)).toBe('2026-10-27');
  });

  it.skipIf(missing)('find appointments by phone, mail and conversation, the next one first', async () => {
    const client = { name: 'Zoe', phone: '+16035550177' };
    await booked(request('2026-11-05', { client, conversationId: 'zoe' }));
    await booked(request('2026-11-04', { client, conversationId: 'zoe' }));
    const days = (found: readonly { startsAt: Date }[]) => found.map(({ startsAt }) => dayOf(startsAt));
    expect(days(await studio.upcoming({ contact: '+16035550177' }, now))).toEqual(['2026-11-04', '2026-11-05']);
    expect(days(await studio.upcoming({ conversationId: 'zoe' }, now))).toEqual(['2026-11-04', '2026-11-05']);
    expect(await studio.upcoming({ contact: 'nobody@example.com' }, now)).toEqual([]);
  });
});
