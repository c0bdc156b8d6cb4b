import type { DataSource } from 'typeorm';

declare module '../kernel/plugin.js' {
  interface Services {
    /** The bot's database, the tables of all packs in it. */
    database: DataSource;
    /** What time it is; tests set it. */
    clock: () => Date;
  }
}
