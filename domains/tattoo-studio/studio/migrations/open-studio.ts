import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openingHoursOf } from '../hours.js';
import type { AppointmentKind } from '../tables.js';

interface Opening {
  readonly slug: string;
  readonly name: string;
  readonly role: 'tattoo' | 'piercing';
  readonly bio: string;
  readonly styles: readonly string[];
  readonly rate: number;
  readonly minimum: number;
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
}

const team: readonly Opening[] = [
  {
    slug: 'mara',
    name: 'Mara Voss',
    role: 'tattoo',
    bio: 'Draws plants from life before breakfast; known for lines as thin as a hair and lettering that flows with the body.',
    styles: ['fine line', 'botanical', 'lettering'],
    rate: 160,
    minimum: 120,
    weekdays: [2, 3, 4, 6],
  },
  {
    slug: 'kenji',
    name: 'Kenji Sato',
    role: 'tattoo',
    bio: 'Fifteen years of irezumi; plans every dragon and koi so that the whole body tells one story.',
    styles: ['japanese'],
    rate: 220,
    minimum: 200,
    weekdays: [3, 4, 5, 6],
  },
  {
    slug: 'luis',
    name: 'Luis Ortega',
    role: 'tattoo',
    bio: 'Black and grey realism and portraits from photographs, with eyes that look back at you.',
    styles: ['realism', 'portrait'],
    rate: 210,
    minimum: 200,
    weekdays: [2, 3, 5, 6],
  },
  {
    slug: 'freya',
    name: 'Freya Lind',
    role: 'tattoo',
    bio: 'Solid black, thousands of dots and exact geometry; patient with mandalas, quick with minimalist pieces.',
    styles: ['blackwork', 'dotwork', 'geometric', 'tribal', 'minimalist'],
    rate: 170,
    minimum: 120,
    weekdays: [2, 4, 5],
  },
  {
    slug: 'dmitri',
    name: 'Dmitri Volkov',
    role: 'tattoo',
    bio: 'Bold lines, strong colors, flash on the wall: old school and neo-traditional that reads across the street.',
    styles: ['traditional', 'neo-traditional'],
    rate: 150,
    minimum: 100,
    weekdays: [2, 3, 4, 5, 6],
  },
  {
    slug: 'aisha',
    name: 'Aisha Rahman',
    role: 'tattoo',
    bio: 'Paints with ink: watercolor, color realism, characters, and cover-ups that make you forget what was there.',
    styles: ['watercolor', 'realism', 'cover-up', 'illustrative', 'anime'],
    rate: 190,
    minimum: 150,
    weekdays: [3, 4, 5, 6],
  },
  {
    slug: 'nia',
    name: 'Nia Brooks',
    role: 'piercing',
    bio: 'Our piercer: implant-grade titanium, a calm hand, and the jewelry is included.',
    styles: [],
    rate: 0,
    minimum: 45,
    weekdays: [4, 5, 6],
  },
];

const services: readonly (readonly [string, string, AppointmentKind, number, number | null])[] = [
  ['consultation', 'Consultation', 'consultation', 30, 0],
  ['tattoo', 'Tattoo session', 'tattoo', 60, null],
  ['earlobe', 'Earlobe piercing', 'piercing', 30, 45],
  ['helix', 'Helix piercing', 'piercing', 30, 55],
  ['nostril', 'Nostril piercing', 'piercing', 30, 50],
  ['septum', 'Septum piercing', 'piercing', 30, 65],
  ['navel', 'Navel piercing', 'piercing', 30, 60],
];

/** The studio as it opens: its artists with their working hours, its services with their prices. */
export class OpenStudio1760000000001 implements MigrationInterface {
  readonly name = 'OpenStudio1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const [index, person] of team.entries()) {
      const id = index + 1;
      await runner.query(
        `INSERT INTO tattoo_artists (id, slug, name, role, bio, styles, hourly_rate, minimum)
         VALUES ($1, $2, $3, $4, $5, string_to_array($6, ','), $7, $8)`,
        [id, person.slug, person.name, person.role, person.bio, person.styles.join(','), person.rate, person.minimum],
      );
      for (const weekday of person.weekdays) {
        const open = openingHoursOf(weekday);
        if (!open) continue;
        await runner.query('INSERT INTO tattoo_working_hours VALUES ($1, $2, $3, $4)', [
          id,
          weekday,
          open.start,
          open.end,
        ]);
      }
    }
    await runner.query(`ALTER TABLE tattoo_artists ALTER COLUMN id RESTART WITH ${team.length + 1}`);
    for (const service of services) {
      await runner.query('INSERT INTO tattoo_services VALUES ($1, $2, $3, $4, $5)', [...service]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['services', 'working_hours', 'artists']) await runner.query(`DELETE FROM tattoo_${table}`);
  }
}
