import type { EntitySchema, MigrationInterface } from 'typeorm';

/** Tables that a pack or a channel adds to the bot's database, and how they came to be. */
export interface Tables {
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}
