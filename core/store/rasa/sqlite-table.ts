import { existsSync } from 'node:fs';
import { ParleyError } from '../../errors.js';
import { reasonOf } from '../failures.js';
import type { RasaRow, RasaTable } from './table.js';

/**
 * Opens the table `events` in a file of SQLite for reading. It is not written to: SQLite compiled to WebAssembly has no
 * part in the locks by which a Rasa that runs on the same file keeps others out.
 *
 * @throws ParleyError RASA_STORE_UNREACHABLE
 */
export async function openSqliteTable(path: string): Promise<RasaTable> {
  if (!existsSync(path)) return { ...emptyTable, address: path };
  const { default: sqlite } = await import('node-sqlite3-wasm');
  try {
    const database = new sqlite.Database(path, { readOnly: true, fileMustExist: true });
    const named = database.get(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'`);
    if (!named) {
      database.close();
      return { ...emptyTable, address: path };
    }
    return {
      address: path,
      isWritable: false,
      async exchange(starts) {
        const found = starts.flatMap(({ senderId, after }) =>
          database.all('SELECT id, data FROM events WHERE sender_id = ? AND id > ? ORDER BY id', [senderId, after]).map(
            (row): RasaRow => ({
              id: Number(row.id),
              senderId,
              data: typeof row.data === 'string' ? row.data : null,
            }),
          ),
        );
        return { found, written: [] };
      },
      remove: async () => undefined,
      close: async () => database.close(),
    };
  } catch (error) {
    throw new ParleyError('RASA_STORE_UNREACHABLE', { address: path, reason: reasonOf(error) }, { cause: error });
  }
}

const emptyTable: Omit<RasaTable, 'address'> = {
  isWritable: false,
  exchange: async () => ({ found: [], written: [] }),
  remove: async () => undefined,
  close: async () => undefined,
};
