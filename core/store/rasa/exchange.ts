import type { Logger } from '../../kernel/logger.js';
import type { Event } from '../../tracker/events.js';
import type { Mark, Marks, NumberedEvent } from './marks.js';
import { eventsOfRows, keyOf, rowOf } from './rows.js';
import type { NewRasaRow, RasaRow, RasaTable } from './table.js';

/** One conversation as an exchange found it. */
export interface Exchange {
  readonly mark: Mark;
  /** What Rasa has and Parley has not. */
  readonly foreign: readonly Event[];
  /** The number of the last row there, and of the first one that is not known here. */
  readonly lastRow: number;
  readonly firstForeignRow: number | undefined;
  /** The number of the last event here. */
  readonly lastSeq: number;
}

/**
 * Compares conversations in both stores and writes to Rasa's what it lacks. Whatever was copied before and not marked,
 * as by a process that was killed, is known again by its kind, its time and its name, so nothing is copied twice.
 */
export async function exchange(
  table: RasaTable,
  marks: Marks,
  conversationIds: readonly string[],
  log: Logger,
): Promise<Exchange[]> {
  const known = await marks.read(conversationIds);
  const starts = known.map(({ conversationId, rasaId }) => ({ senderId: conversationId, after: rasaId }));
  let compared = new Map<string, Compared>();
  const compareAll = async (found: readonly RasaRow[]): Promise<NewRasaRow[]> => {
    const rows = rowsBySender(found, log);
    const since = new Map([...rows].map(([id, { events }]) => [id, oldest(events)]));
    const own = await marks.events(known, since);
    compared = new Map(
      known.map((mark) => {
        const { conversationId: id } = mark;
        return [id, compare(mark, own.get(id) ?? [], rows.get(id) ?? { events: [], lastRow: 0 })];
      }),
    );
    return [...compared].flatMap(([id, { missing }]) => missing.flatMap((event) => rowOf(id, event) ?? []));
  };
  const { found, written } = await table.exchange(starts, table.isWritable ? compareAll : undefined);
  if (!table.isWritable) await compareAll(found);
  return [...compared.values()].map(({ mark, ours, foreign, lastRow }) => {
    const ids = written.filter(({ senderId }) => senderId === mark.conversationId).map(({ id }) => id);
    return {
      mark,
      foreign: foreign.map(({ event }) => event),
      lastRow: ids.reduce((last, id) => Math.max(last, id), Math.max(mark.rasaId, lastRow)),
      firstForeignRow: foreign[0]?.row.id,
      lastSeq: ours.at(-1)?.seq ?? mark.seq,
    };
  });
}

interface Found {
  readonly events: readonly { readonly row: RasaRow; readonly event: Event }[];
  /** Rows that hold no event count too, so that each is told of once. */
  readonly lastRow: number;
}

interface Compared {
  readonly mark: Mark;
  readonly ours: readonly NumberedEvent[];
  readonly foreign: Found['events'];
  readonly missing: readonly Event[];
  readonly lastRow: number;
}

function compare(mark: Mark, ours: readonly NumberedEvent[], { events, lastRow }: Found): Compared {
  const left = new Map<string, number>();
  for (const { event } of ours) left.set(keyOf(event), (left.get(keyOf(event)) ?? 0) + 1);
  const foreign = events.filter(({ event }) => !takeOne(left, keyOf(event)));
  const there = new Map<string, number>();
  for (const { event } of events) there.set(keyOf(event), (there.get(keyOf(event)) ?? 0) + 1);
  const missing = ours.filter(({ seq, event }) => !takeOne(there, keyOf(event)) && seq > mark.seq);
  return { mark, ours, foreign, missing: missing.map(({ event }) => event), lastRow };
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

function rowsBySender(found: readonly RasaRow[], log: Logger): Map<string, Found> {
  const rows = new Map<string, RasaRow[]>();
  for (const row of found) {
    const those = rows.get(row.senderId);
    if (those) those.push(row);
    else rows.set(row.senderId, [row]);
  }
  return new Map(
    [...rows].map(([id, those]) => [id, { events: eventsOfRows(those, log), lastRow: those.at(-1)?.id ?? 0 }]),
  );
}

/** A time in the past of all of them; without one, every event is compared. */
const oldest = (events: Found['events']): number =>
  events.reduce((time, { event }) => Math.min(time, event.timestamp ?? 0), Number.POSITIVE_INFINITY);
