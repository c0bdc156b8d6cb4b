import { EntitySchema } from 'typeorm';

/** Somebody who works at the studio. */
export interface Artist {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly role: 'tattoo' | 'piercing';
  readonly bio: string;
  readonly styles: readonly string[];
  /** Dollars. */
  readonly hourlyRate: number;
  /** Dollars. */
  readonly minimum: number;
}

/** When an artist works, on one weekday (0 is Sunday), in minutes since midnight. */
export interface WorkingHours {
  readonly artistId: number;
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** The kinds of appointment. */
export type AppointmentKind = 'tattoo' | 'consultation' | 'piercing';

/** Something the studio sells by the piece. */
export interface Service {
  readonly slug: string;
  readonly name: string;
  readonly kind: AppointmentKind;
  readonly minutes: number;
  /** Dollars; `null` where it depends on the piece. */
  readonly price: number | null;
}

/** A customer. */
export interface Client {
  readonly id: number;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What occupies an artist. */
export interface Booked {
  readonly artistId: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** An appointment, as the table holds it. */
export interface Appointment extends Booked {
  /** `TAT-1234`. */
  readonly ref: string;
  readonly clientId: number;
  readonly kind: AppointmentKind;
  readonly status: 'booked' | 'cancelled';
  readonly idea: string | null;
  readonly style: string | null;
  readonly bodyPart: string | null;
  readonly size: string | null;
  /** Dollars. */
  readonly priceLow: number | null;
  readonly priceHigh: number | null;
  /** How often it was moved. */
  readonly moves: number;
  readonly conversationId: string | null;
  /** Ids of the bot's files. */
  readonly pictures: readonly string[];
  readonly createdAt: Date;
}

/**
 * A half hour of an artist that is taken. The primary key is what keeps two people from getting the same hour: the
 * second one to insert it fails, on any PostgreSQL, whatever either of them saw before.
 */
export interface TakenHalfHour {
  readonly artistId: number;
  readonly startsAt: Date;
  readonly ref: string;
}

/** The artists. */
export const artistTable = new EntitySchema<Artist>({
  name: 'TattooArtist',
  tableName: 'tattoo_artists',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    slug: { type: 'text', unique: true },
    name: { type: 'text' },
    role: { type: 'text' },
    bio: { type: 'text' },
    styles: { type: 'text', array: true },
    hourlyRate: { name: 'hourly_rate', type: 'int' },
    minimum: { type: 'int' },
  },
});

/** When the artists work. */
export const workingHoursTable = new EntitySchema<WorkingHours>({
  name: 'TattooWorkingHours',
  tableName: 'tattoo_working_hours',
  columns: {
    artistId: { name: 'artist_id', type: 'int', primary: true },
    weekday: { type: 'smallint', primary: true },
    fromMinute: { name: 'from_minute', type: 'smallint' },
    toMinute: { name: 'to_minute', type: 'smallint' },
  },
});

/** The services with a fixed price. */
export const serviceTable = new EntitySchema<Service>({
  name: 'TattooService',
  tableName: 'tattoo_services',
  columns: {
    slug: { type: 'text', primary: true },
    name: { type: 'text' },
    kind: { type: 'text' },
    minutes: { type: 'int' },
    price: { type: 'int', nullable: true },
  },
});

/** The customers. */
export const clientTable = new EntitySchema<Client>({
  name: 'TattooClient',
  tableName: 'tattoo_clients',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'text' },
    phone: { type: 'text', nullable: true },
    email: { type: 'text', nullable: true },
  },
});

/** The appointments. */
export const appointmentTable = new EntitySchema<Appointment>({
  name: 'TattooAppointment',
  tableName: 'tattoo_appointments',
  columns: {
    ref: { type: 'text', primary: true },
    artistId: { name: 'artist_id', type: 'int' },
    clientId: { name: 'client_id', type: 'int' },
    kind: { type: 'text' },
    startsAt: { name: 'starts_at', type: 'timestamptz' },
    endsAt: { name: 'ends_at', type: 'timestamptz' },
    status: { type: 'text' },
    idea: { type: 'text', nullable: true },
    style: { type: 'text', nullable: true },
    bodyPart: { name: 'body_part', type: 'text', nullable: true },
    size: { type: 'text', nullable: true },
    priceLow: { name: 'price_low', type: 'int', nullable: true },
    priceHigh: { name: 'price_high', type: 'int', nullable: true },
    moves: { type: 'int' },
    conversationId: { name: 'conversation_id', type: 'text', nullable: true },
    pictures: { type: 'text', array: true },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});

/** The half hours that are taken. */
export const takenTable = new EntitySchema<TakenHalfHour>({
  name: 'TattooTakenHalfHour',
  tableName: 'tattoo_taken_half_hours',
  columns: {
    artistId: { name: 'artist_id', type: 'int', primary: true },
    startsAt: { name: 'starts_at', type: 'timestamptz', primary: true },
    ref: { type: 'text' },
  },
});

/** All tables of the pack. */
export const studioTables: readonly EntitySchema[] = [
  artistTable,
  workingHoursTable,
  serviceTable,
  clientTable,
  appointmentTable,
  takenTable,
];
