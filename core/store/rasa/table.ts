/** A row of the table `events` of Rasa's SQL tracker store (rasa/core/tracker_store.py, `SQLEvent`). */
export interface RasaRow {
  readonly id: number;
  readonly senderId: string;
  /** The event as JSON. */
  readonly data: string | null;
}

/** A row to be written; the database numbers it. */
export interface NewRasaRow {
  readonly senderId: string;
  readonly typeName: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly intentName: string | null;
  readonly actionName: string | null;
  readonly data: string;
}

/** The rows of one conversation that come after a number. */
export interface RasaStart {
  readonly senderId: string;
  readonly after: number;
}

/** What an exchange brought: the rows that were there, by number, and those that were written. */
interface Exchanged {
  readonly found: readonly RasaRow[];
  readonly written: readonly { readonly id: number; readonly senderId: string }[];
}

/** The table `events` in a database of Rasa. */
export interface RasaTable {
  /** Where it is, without secrets. */
  readonly address: string;
  /** Whether `add` and `remove` do anything. */
  readonly isWritable: boolean;
  /**
   * Reads rows, and writes what `add` makes of them, in one transaction that nobody else of Parley's can be in for the
   * same conversations.
   */
  exchange(
    starts: readonly RasaStart[],
    add?: (found: readonly RasaRow[]) => Promise<readonly NewRasaRow[]>,
  ): Promise<Exchanged>;
  /** Deletes all rows of a conversation. */
  remove(senderId: string): Promise<void>;
  close(): Promise<void>;
}
