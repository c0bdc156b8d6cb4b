import type { DataSource } from 'typeorm';
import type { Holders } from '../identity/holders.js';
import type { Identity } from '../identity/identity.js';

declare module '../kernel/plugin.js' {
  interface Services {
    /** The bot's database, the tables of all packs in it. */
    database: DataSource;
    /** What time it is; tests set it. */
    clock: () => Date;
    /** Which conversations are one person's. */
    identity: Identity;
    /** Where a plugin says what else it holds of people, so that erasing a person reaches it. */
    erasure: Pick<Holders, 'holds'>;
  }
}
