import type { DataSource } from 'typeorm';
import type { ErasedPerson, Holder } from '../../../../core/index.js';

/**
 * What the phone keeps of a person beside conversations: calls that were made, or are to be made. A number that is not
 * to be called stays on its list, because it could not be kept otherwise.
 */
export function callsHolder(database: DataSource): Holder {
  /** A bot that never had the channel has no such table. */
  const isThere = async () => (await database.query(`SELECT to_regclass('phone_calls') IS NOT NULL AS there`))[0].there;
  return {
    name: 'outbound calls',
    async count(person) {
      if (!(await isThere())) return 0;
      const rows = await database.query('SELECT count(*) AS n FROM phone_calls WHERE number = ANY($1::text[])', [
        numbersOf(person),
      ]);
      return Number(rows[0].n);
    },
    async erase(person) {
      if (!(await isThere())) return;
      await database.query('DELETE FROM phone_calls WHERE number = ANY($1::text[])', [numbersOf(person)]);
    },
  };
}

const numbersOf = ({ addresses }: ErasedPerson): string[] =>
  addresses.filter(({ channel }) => channel === 'twilio_voice').map(({ id }) => id.replace(/^twilio_voice:/, ''));
