import { type DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { type Calendar, type FreeStart, freeStarts, nearestOffers, offersOn } from './availability.js';
import { BOOKING_HORIZON_DAYS } from './hours.js';
import {
  type Appointment,
  type AppointmentKind,
  type Artist,
  appointmentTable,
  artistTable,
  type Client,
  clientTable,
  type Service,
  serviceTable,
  takenTable,
  workingHoursTable,
} from './tables.js';
import { plain } from './words.js';
import { addDays, type Day, dayOf, instantOf, type Minutes } from './zone.js';

/** What is needed to book. */
export interface BookingRequest {
  readonly kind: AppointmentKind;
  /** The artists who may do it, the most wanted first. */
  readonly artists: readonly Artist[];
  readonly day: Day;
  readonly start: Minutes;
  /** Minutes. */
  readonly duration: Minutes;
  readonly client: { readonly name: string; readonly phone?: string | null; readonly email?: string | null };
  readonly idea?: string | null;
  readonly style?: string | null;
  readonly bodyPart?: string | null;
  readonly size?: string | null;
  readonly price?: { readonly low: number; readonly high: number } | undefined;
  readonly conversationId: string;
  /** Ids of the bot's files. */
  readonly pictures?: readonly string[];
}

/** An appointment with the people in it. */
export interface FullAppointment extends Appointment {
  readonly artist: Artist;
  readonly client: Client;
}

/** What came of an attempt to take an hour: it is theirs, or somebody was faster. */
type BookingOutcome =
  | { readonly kind: 'booked'; readonly appointment: FullAppointment }
  | { readonly kind: 'taken'; readonly alternatives: readonly FreeStart[] };

/** How to look for appointments. */
type AppointmentQuery =
  | { readonly ref: string }
  /** A phone number or mail address. */
  | { readonly contact: string }
  | { readonly conversationId: string };

/** The studio's books: who works when, what is free, who is coming. */
export interface Studio {
  artists(): Promise<readonly Artist[]>;
  services(): Promise<readonly Service[]>;
  /** Working hours and bookings of these artists between two days. */
  calendar(artists: readonly Artist[], now: Date, from: Day, to?: Day, without?: string): Promise<Calendar>;
  book(request: BookingRequest, now: Date): Promise<BookingOutcome>;
  reschedule(ref: string, day: Day, start: Minutes, now: Date): Promise<BookingOutcome>;
  /** Calls an appointment off; its hours are free again. */
  cancel(ref: string): Promise<void>;
  /** Appointments that are still to come, the next one first. */
  upcoming(query: AppointmentQuery, now: Date): Promise<readonly FullAppointment[]>;
}

const HALF_HOUR_MS = 30 * 60_000;
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 5;

/** Opens the studio's books in a database. `random` (0 to 1) draws the references. */
export function openStudio(database: DataSource, random: () => number = Math.random): Studio {
  const artists = () => database.getRepository(artistTable).find({ order: { id: 'ASC' } });

  const calendar: Studio['calendar'] = async (
    wanted,
    now,
    from,
    to = addDays(dayOf(now), BOOKING_HORIZON_DAYS),
    without,
  ) => {
    const ids = wanted.map((artist) => artist.id);
    const hours = await database.getRepository(workingHoursTable).findBy({ artistId: In(ids) });
    const appointments = await database
      .getRepository(appointmentTable)
      .createQueryBuilder('a')
      .where('a.artistId IN (:...ids)', { ids: [0, ...ids] })
      .andWhere("a.status = 'booked' AND a.endsAt > :from AND a.startsAt < :to", {
        from: instantOf(from, 0),
        to: instantOf(addDays(to, 1), 0),
      })
      .getMany();
    return { artists: wanted, hours, booked: appointments.filter((one) => one.ref !== without), now };
  };

  const full = async (appointments: readonly Appointment[]): Promise<readonly FullAppointment[]> => {
    const people = await artists();
    const clients = await database
      .getRepository(clientTable)
      .findBy({ id: In(appointments.map((appointment) => appointment.clientId)) });
    return appointments.flatMap((appointment) => {
      const artist = people.find((person) => person.id === appointment.artistId);
      const client = clients.find((person) => person.id === appointment.clientId);
      return artist && client ? [{ ...appointment, artist, client }] : [];
    });
  };

  const fullOne = async (appointment: Appointment): Promise<FullAppointment> => {
    const [found] = await full([appointment]);
    if (!found) throw new Error(`The appointment ${appointment.ref} has lost its artist or client.`);
    return found;
  };

  const takenOutcome = async (wanted: readonly Artist[], day: Day, start: Minutes, duration: Minutes, now: Date) => {
    const books = await calendar(wanted, now, day, day);
    return { kind: 'taken' as const, alternatives: nearestOffers(offersOn(books, day, duration), start, 4) };
  };

  const book: Studio['book'] = async (request, now) => {
    const startsAt = instantOf(request.day, request.start);
    const endsAt = new Date(startsAt.getTime() + request.duration * 60_000);
    // A turn that is run again after a crash finds the appointment that it made, and does not make a second one.
    const own = await database
      .getRepository(appointmentTable)
      .findOneBy({ conversationId: request.conversationId, startsAt, endsAt, kind: request.kind, status: 'booked' });
    if (own) return { kind: 'booked', appointment: await fullOne(own) };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const books = await calendar(request.artists, now, request.day, request.day);
      const artist = request.artists.find((candidate) =>
        freeStarts(books, candidate, request.day, request.duration).includes(request.start),
      );
      if (!artist) break;
      const appointment = await insertUnlessTaken(request, artist, startsAt, endsAt, now);
      if (appointment) return { kind: 'booked', appointment: await fullOne(appointment) };
    }
    return takenOutcome(request.artists, request.day, request.start, request.duration, now);
  };

  /** `undefined` when somebody else got the hour, or the reference, at the same moment. */
  const insertUnlessTaken = (request: BookingRequest, artist: Artist, startsAt: Date, endsAt: Date, now: Date) =>
    unlessTaken(() =>
      database.transaction(async (manager) => {
        const client = await findOrAddClient(manager, request.client);
        const appointment: Appointment = {
          ref: `TAT-${1000 + Math.floor(random() * 9000)}`,
          artistId: artist.id,
          clientId: client.id,
          kind: request.kind,
          startsAt,
          endsAt,
          status: 'booked',
          idea: request.idea ?? null,
          style: request.style ?? null,
          bodyPart: request.bodyPart ?? null,
          size: request.size ?? null,
          priceLow: request.price?.low ?? null,
          priceHigh: request.price?.high ?? null,
          moves: 0,
          conversationId: request.conversationId,
          pictures: request.pictures ?? [],
          createdAt: now,
        };
        await manager.insert(appointmentTable, appointment);
        await manager.insert(takenTable, halfHours(appointment));
        return appointment;
      }),
    );

  const reschedule: Studio['reschedule'] = async (ref, day, start, now) => {
    const current = await database.getRepository(appointmentTable).findOneByOrFail({ ref, status: 'booked' });
    const duration = (current.endsAt.getTime() - current.startsAt.getTime()) / 60_000;
    const startsAt = instantOf(day, start);
    const moved: Appointment = {
      ...current,
      startsAt,
      endsAt: new Date(startsAt.getTime() + duration * 60_000),
    };
    if (startsAt.getTime() === current.startsAt.getTime())
      return { kind: 'booked', appointment: await fullOne(current) };
    const [artist] = (await artists()).filter((person) => person.id === current.artistId);
    if (!artist) return { kind: 'taken', alternatives: [] };
    const books = await calendar([artist], now, day, day, ref);
    if (!freeStarts(books, artist, day, duration).includes(start)) {
      return { kind: 'taken', alternatives: nearestOffers(offersOn(books, day, duration), start, 4) };
    }
    const done = await unlessTaken(() =>
      database.transaction(async (manager) => {
        const held = await holdBooked(manager, ref);
        if (!held) return undefined;
        const moves = held.moves + 1;
        await manager.delete(takenTable, { ref });
        await manager.insert(takenTable, halfHours(moved));
        await manager.update(appointmentTable, { ref }, { startsAt, endsAt: moved.endsAt, moves });
        return { ...moved, moves };
      }),
    );
    return done
      ? { kind: 'booked', appointment: await fullOne(done) }
      : takenOutcome([artist], day, start, duration, now);
  };

  const upcoming: Studio['upcoming'] = async (query, now) => {
    const where = { status: 'booked' as const, endsAt: MoreThan(now) };
    const repository = database.getRepository(appointmentTable);
    const order = { startsAt: 'ASC' as const };
    if ('ref' in query) return full(await repository.find({ where: { ...where, ref: query.ref }, order }));
    if ('conversationId' in query) {
      return full(await repository.find({ where: { ...where, conversationId: query.conversationId }, order }));
    }
    const clients = await database.getRepository(clientTable).findBy(contactColumns(query.contact));
    return full(await repository.find({ where: { ...where, clientId: In(clients.map(({ id }) => id)) }, order }));
  };

  return {
    artists,
    services: () => database.getRepository(serviceTable).find(),
    calendar,
    book,
    reschedule,
    upcoming,
    cancel: (ref) =>
      database.transaction(async (manager) => {
        await holdBooked(manager, ref);
        await manager.delete(takenTable, { ref });
        await manager.update(appointmentTable, { ref }, { status: 'cancelled' });
      }),
  };
}

/** The artist whom a text names, by first or full name. */
export function artistNamed(text: string, artists: readonly Artist[]): Artist | undefined {
  const words = plain(text).split(' ');
  return artists.find(({ name }) => {
    const [first = '', last = ''] = plain(name).split(' ');
    return words.includes(first) || words.includes(last);
  });
}

/** An appointment that nobody else moves or calls off until the transaction ends, or its hours would stay taken. */
const holdBooked = (manager: EntityManager, ref: string): Promise<Appointment | null> =>
  manager.findOne(appointmentTable, { where: { ref, status: 'booked' }, lock: { mode: 'pessimistic_write' } });

async function findOrAddClient(manager: EntityManager, given: BookingRequest['client']): Promise<Client> {
  const phone = given.phone ?? null;
  const email = given.email?.toLowerCase() ?? null;
  const clients = manager.getRepository(clientTable);
  const known = (email && (await clients.findOneBy({ email }))) || (phone && (await clients.findOneBy({ phone })));
  if (known) return known;
  const inserted = await manager.insert(clientTable, { name: given.name, phone, email });
  return { id: Number(inserted.identifiers[0]?.id), name: given.name, phone, email };
}

const contactColumns = (contact: string) =>
  contact.includes('@') ? { email: contact.toLowerCase() } : { phone: contact };

function halfHours({ artistId, startsAt, endsAt, ref }: Appointment) {
  const count = Math.ceil((endsAt.getTime() - startsAt.getTime()) / HALF_HOUR_MS);
  return Array.from({ length: count }, (_, index) => ({
    artistId,
    startsAt: new Date(startsAt.getTime() + index * HALF_HOUR_MS),
    ref,
  }));
}

/** Runs a transaction; one that meets another on the same key gives `undefined` and has changed nothing. */
async function unlessTaken<Result>(transaction: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await transaction();
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error ? error.code : undefined;
  return code === UNIQUE_VIOLATION || ('driverError' in error && isUniqueViolation(error.driverError));
}
