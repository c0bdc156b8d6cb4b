import type { Logger } from '../../../core/kernel/logger.js';
import { openDatabase } from '../../../core/store/database.js';
import { tattooStudio } from '../../../domains/tattoo-studio/pack.js';
import { openStudio, type Studio } from '../../../domains/tattoo-studio/studio/service.js';
import { temporaryFolder } from '../../kit/database.js';

const log: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };

/** The studio's books in a new database: PGlite, or the PostgreSQL of the URL. */
export async function openBooks(url?: string): Promise<{ studio: Studio; close(): Promise<void> }> {
  const { folder, remove } = temporaryFolder('studio');
  const tables = tattooStudio.tables ? [tattooStudio.tables] : [];
  const database = await openDatabase({ ...(url === undefined ? {} : { url }), folder, tables, log });
  return {
    studio: openStudio(database.dataSource),
    close: async () => {
      await database.close();
      remove();
    },
  };
}
